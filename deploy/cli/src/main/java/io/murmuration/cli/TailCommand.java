package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the committed records of a topic as JSON lines. */
@Command(
    name = "tail",
    description = "Print a topic's committed records as plain JSON lines.",
    footer = {"", "Example: ./murmur tail tweets.enriched --from beginning --limit 3"})
final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TOPIC", description = "A topic, or a replay of one.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      defaultValue = "latest",
      description =
          "beginning, latest, a time (2026-01-05T08:00:00Z) or an offset (default: latest).")
  private String from;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after N records.")
  private Long limit;

  @Option(names = "--key", paramLabel = "K", description = "Only records with this key.")
  private String key;

  @Option(names = "--until-end", description = "Stop at the end that the topic has now.")
  private boolean untilEnd;

  @Override
  public Integer call() throws StackException, IOException {
    Topic<?> topic = topic();
    LoadTarget target = cluster.target();
    RecordJson<?> json = new RecordJson<>(topic, SchemaRegistry.connect(target.registryUrl()));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(target);
        Writer out =
            new BufferedWriter(
                new OutputStreamWriter(
                    new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                1 << 16)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      seek(consumer, partitions);
      print(consumer, json, out);
      return CommandLine.ExitCode.OK;
    } catch (BrokenPipe e) {
      return CommandLine.ExitCode.OK;
    }
  }

  private Topic<?> topic() {
    String base = name.replaceFirst("\\.replay\\.[^.]+$", "");
    return Topics.byName(base)
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(),
                    "no topic '%s': there are %s"
                        .formatted(
                            name,
                            Topics.all().stream()
                                .map(Topic::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(LoadTarget target) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            target.bootstrap(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "max.partition.fetch.bytes",
            Topics.MAX_RECORD_BYTES,
            "fetch.max.wait.ms",
            100,
            "default.api.timeout.ms",
            15_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    switch (from) {
      case "beginning" -> consumer.seekToBeginning(partitions);
      case "latest" -> consumer.seekToEnd(partitions);
      default -> {
        if (from.matches("\\d{1,18}")) {
          partitions.forEach(partition -> consumer.seek(partition, Long.parseLong(from)));
        } else {
          seekToTime(consumer, partitions);
        }
      }
    }
    partitions.forEach(consumer::position);
  }

  private void seekToTime(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    long millis;
    try {
      millis = Instant.parse(from).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--from '"
              + from
              + "' is neither beginning, latest, an offset nor a time like 2026-01-05T08:00:00Z");
    }
    var offsets =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> millis)));
    consumer.seekToEnd(partitions);
    offsets.forEach(
        (partition, found) -> {
          if (found != null) {
            consumer.seek(partition, found.offset());
          }
        });
  }

  private void print(KafkaConsumer<byte[], byte[]> consumer, RecordJson<?> json, Writer out) {
    // Of a reader of what is committed: the end is where the oldest open transaction begins.
    Map<TopicPartition, Long> ends =
        untilEnd ? new HashMap<>(consumer.endOffsets(consumer.assignment())) : Map.of();
    long left = limit == null ? Long.MAX_VALUE : limit;
    while (left > 0 && !(untilEnd && ended(consumer, ends))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        boolean wanted = key == null || key.equals(RecordJson.text(record.key()));
        if (left > 0 && wanted && (end == null || record.offset() < end)) {
          write(out, json.line(record) + "\n");
          left--;
        }
      }
      flush(out);
    }
  }

  private static boolean ended(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  /** Whoever read has gone, as head does. */
  private static final class BrokenPipe extends RuntimeException {
    BrokenPipe(IOException cause) {
      super(cause);
    }
  }

  private static void write(Writer out, String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new BrokenPipe(e);
    }
  }

  private static void flush(Writer out) {
    try {
      out.flush();
    } catch (IOException e) {
      throw new BrokenPipe(e);
    }
  }
}
