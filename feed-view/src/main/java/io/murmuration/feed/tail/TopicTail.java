package io.murmuration.feed.tail;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.RegistryUnavailableException;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of a topic, committed records only, and gives each to one consumer on one
 * thread. What can't be decoded is counted and passed over; a registry or a broker that is away is
 * waited for.
 */
public final class TopicTail<T extends SpecificRecord> implements Tail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int POLLED_RECORDS = 500;
  private static final long RETRY_MILLIS = 1_000;

  private final Topic<T> topic;
  private final AvroCodec<T> codec;
  private final java.util.function.Consumer<TailRecord<T>> records;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private final AtomicLong undecodable = new AtomicLong();
  private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
  private volatile double progress;
  private volatile boolean closed;

  private TopicTail(
      Topic<T> topic,
      String bootstrap,
      SchemaRegistryClient registry,
      TailStart start,
      java.util.function.Consumer<TailRecord<T>> records,
      Runnable failed) {
    this.topic = topic;
    this.codec = AvroCodec.of(topic, registry);
    this.records = records;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", Integer.toString(POLLED_RECORDS)),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(() -> run(start, failed), "tail-" + topic.name());
  }

  /**
   * @param failed called when the tail ended by an error and will not go on by itself
   */
  public static <T extends SpecificRecord> TopicTail<T> follow(
      Topic<T> topic,
      String bootstrap,
      SchemaRegistryClient registry,
      TailStart start,
      java.util.function.Consumer<TailRecord<T>> records,
      Runnable failed) {
    TopicTail<T> tail = new TopicTail<>(topic, bootstrap, registry, start, records, failed);
    tail.thread.start();
    return tail;
  }

  private void run(TailStart start, Runnable failed) {
    try (consumer) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.name(), partition))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> from = start.offsets(consumer, partitions);
      Map<TopicPartition, Long> atStart = consumer.endOffsets(partitions);
      CatchUp catchUp = new CatchUp(from, atStart, POLLED_RECORDS);
      from.forEach(consumer::seek);
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          long first = atStart.get(new TopicPartition(record.topic(), record.partition()));
          give(record, record.offset() >= first);
        }
        // Also past what is no record, such as the marker at a transaction's end.
        for (TopicPartition at : closed ? List.<TopicPartition>of() : partitions) {
          positions.put(at.partition(), consumer.position(at));
        }
        if (progress < 1) {
          progress = catchUp.look(positions, () -> consumer.endOffsets(partitions));
        }
      }
    } catch (WakeupException | InterruptException e) {
      if (!closed) {
        throw e;
      }
    } catch (RuntimeException e) {
      LOG.error("{} is no longer followed", topic, e);
      failed.run();
    }
  }

  private void give(ConsumerRecord<String, byte[]> record, boolean live) {
    while (!closed) {
      try {
        T value = record.value() == null ? null : codec.decode(record.value());
        records.accept(
            new TailRecord<>(
                record.partition(),
                record.offset(),
                record.key(),
                value,
                record.timestamp(),
                millis(record, RecordHeaders.INTENDED_SEND_TIME),
                millis(record, RecordHeaders.PROCESSED_AT),
                live));
        positions.put(record.partition(), record.offset() + 1);
        return;
      } catch (UndecodableRecordException e) {
        undecodable.incrementAndGet();
        LOG.warn(
            "passed over {}:{}:{}: {}", topic, record.partition(), record.offset(), e.getMessage());
        return;
      } catch (RegistryUnavailableException e) {
        LOG.warn("{}; asking again", e.getMessage());
        pause();
      }
    }
  }

  private static OptionalLong millis(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? OptionalLong.empty() : RecordHeaders.toMillis(header.value());
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public double progress() {
    return progress;
  }

  @Override
  public Map<Integer, Long> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public long undecodable() {
    return undecodable.get();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
