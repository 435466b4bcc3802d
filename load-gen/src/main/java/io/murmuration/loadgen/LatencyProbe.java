package io.murmuration.loadgen;

import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows an output topic as a consumer that reads what is committed, and times each record from
 * the intended send time of its input to when it was seen here.
 */
public final class LatencyProbe implements AutoCloseable {
  private static final int SLICES = 10;
  private static final long SLICE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread;
  private final Deque<Histogram> slices = new ArrayDeque<>();
  private final Histogram total = new Histogram(LONGEST_MICROS, 3);
  private long sliceEndsNanos = System.nanoTime() + SLICE_NANOS;
  private long seen;

  private LatencyProbe(LoadTarget target, Topic<?> output, boolean fromBeginning) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                target.bootstrap(),
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                50,
                "reconnect.backoff.max.ms",
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(output.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
    slices.add(new Histogram(LONGEST_MICROS, 3));
    thread = new Thread(this::follow, "latency-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when it stands at the topic's end: what comes from now on is measured. */
  public static LatencyProbe follow(LoadTarget target, Topic<?> output) {
    return new LatencyProbe(target, output, false);
  }

  /** Counts what the topic holds already, too; its times are then those of the catching up. */
  public static LatencyProbe fromBeginning(LoadTarget target, Topic<?> output) {
    return new LatencyProbe(target, output, true);
  }

  private void follow() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Header sent = record.headers().lastHeader(RecordHeaders.INTENDED_SEND_TIME);
          record(sent == null ? null : sent.value());
        }
        roll();
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  private synchronized void record(byte[] intendedSendTime) {
    seen++;
    RecordHeaders.toMillis(intendedSendTime)
        .ifPresent(
            millis -> {
              long micros =
                  Math.max(0, Math.min(LONGEST_MICROS, (clock.millis() - millis) * 1_000));
              slices.getLast().recordValue(micros);
              total.recordValue(micros);
            });
  }

  private synchronized void roll() {
    if (System.nanoTime() >= sliceEndsNanos) {
      sliceEndsNanos += SLICE_NANOS;
      slices.add(new Histogram(LONGEST_MICROS, 3));
      if (slices.size() > SLICES) {
        slices.removeFirst();
      }
    }
  }

  /** Over about the last ten seconds. */
  public synchronized LatencySummary latest() {
    Histogram recent = new Histogram(LONGEST_MICROS, 3);
    slices.forEach(recent::add);
    return LatencySummary.of(recent);
  }

  public synchronized LatencySummary total() {
    return LatencySummary.of(total);
  }

  public synchronized long recordsSeen() {
    return seen;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
