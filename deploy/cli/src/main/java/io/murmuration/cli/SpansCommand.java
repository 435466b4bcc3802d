package io.murmuration.cli;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.cli.spans.RecordSpans;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports spans of what the jobs write. */
@Command(
    name = "spans",
    description = "Export an OpenTelemetry span of each record that the jobs write, by OTLP.",
    footer = {
      "",
      "Example: ./murmur spans --otlp http://127.0.0.1:4318/v1/traces",
      "         ./murmur spans --otlp http://127.0.0.1:4318/v1/traces --since 1h --once"
    })
final class SpansCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<Topic<?>> OUTPUTS =
      List.of(
          Topics.TWEETS_ENRICHED,
          Topics.TIMELINES_RANKED,
          Topics.ADS_CREATIVES,
          Topics.DEAD_LETTERS);

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      required = true,
      description = "The collector's address for traces, OTLP over HTTP.")
  private String url;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Begin with records of, say, the last 1h (default: those from now on).")
  private Duration since;

  @Option(names = "--once", description = "Stop at the end that the topics have now.")
  private boolean once;

  private record Reader(CommittedRecords records, AvroCodec<?> codec) {}

  @Override
  public Integer call() throws StackException {
    LoadTarget target = cluster.target();
    var registry = SchemaRegistry.connect(target.registryUrl());
    List<Reader> readers = new ArrayList<>();
    try (RecordSpans spans =
        new RecordSpans(OtlpHttpSpanExporter.builder().setEndpoint(url).build())) {
      for (Topic<?> topic : OUTPUTS) {
        CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name());
        readers.add(
            new Reader(
                since == null
                    ? records.toEnd()
                    : records.since(System.currentTimeMillis() - since.toMillis()),
                AvroCodec.of(topic, registry)));
      }
      do {
        readers.forEach(reader -> read(reader, spans));
        spans.flush();
      } while (!once);
      spec.commandLine().getOut().println("exported %d spans".formatted(spans.exported()));
      return CommandLine.ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw new StackException(
          "%s at %s; see that it runs, then begin again with --since"
              .formatted(e.getCause().getMessage(), url),
          e);
    } finally {
      readers.forEach(reader -> reader.records().close());
    }
  }

  private void read(Reader reader, RecordSpans spans) {
    if (once) {
      reader.records().readToEnd(record -> export(record, reader, spans));
    } else {
      reader.records().poll(POLL, record -> export(record, reader, spans));
    }
  }

  private void export(ConsumerRecord<byte[], byte[]> record, Reader reader, RecordSpans spans) {
    try {
      if (record.value() != null) {
        spans.add(record, reader.codec().decode(record.value()));
      }
    } catch (UndecodableRecordException e) {
      throw new IllegalStateException(
          "%s:%d:%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }
}
