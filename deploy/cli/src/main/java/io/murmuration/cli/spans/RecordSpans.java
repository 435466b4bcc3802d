package io.murmuration.cli.spans;

import io.murmuration.cli.diff.Provenances;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Spans of what the outputs hold: of each record one, from the intended send of its input to when
 * it was made. The job itself pays nothing for them, and who exports twice exports the same ids.
 * For one thread.
 */
public final class RecordSpans implements AutoCloseable {
  private static final int SPANS_A_BATCH = 512;
  private static final long WITHIN_SECONDS = 30;

  private final GivenIds ids = new GivenIds();
  private final SpanExporter exporter;
  private final List<SpanData> batch = new ArrayList<>();
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private long exported;

  public RecordSpans(SpanExporter exporter) {
    this.exporter = exporter;
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.builder().put("service.name", "murmuration").build())))
            .addSpanProcessor(new EndedSpans())
            .build();
    tracer = provider.get("murmuration");
  }

  /**
   * Takes the span of a record, if it has one: none is without trace or times. A full batch is
   * sent.
   *
   * @throws UncheckedIOException if the collector does not take it
   */
  public void add(ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {
    Optional<SourcePosition> source = Provenances.source(value);
    Header header = record.headers().lastHeader(RecordHeaders.TRACEPARENT);
    OptionalLong made = millis(record, RecordHeaders.PROCESSED_AT);
    if (source.isEmpty() || header == null || made.isEmpty()) {
      return;
    }
    TraceContext own = TraceContext.of(source.get(), header.value());
    long start = millis(record, RecordHeaders.INTENDED_SEND_TIME).orElse(made.getAsLong());
    Span span =
        builder(record.topic(), own, source.get())
            .setStartTimestamp(start, TimeUnit.MILLISECONDS)
            .startSpan();
    describe(span, record, value, source.get());
    span.end(made.getAsLong(), TimeUnit.MILLISECONDS);
    if (batch.size() >= SPANS_A_BATCH) {
      flush();
    }
  }

  /**
   * Sends what was taken and waits for the answer.
   *
   * @throws UncheckedIOException if the collector does not take it
   */
  public void flush() {
    if (batch.isEmpty()) {
      return;
    }
    CompletableResultCode answer =
        exporter.export(List.copyOf(batch)).join(WITHIN_SECONDS, TimeUnit.SECONDS);
    if (!answer.isSuccess()) {
      throw new UncheckedIOException(
          new IOException("the collector did not take %d spans".formatted(batch.size())));
    }
    exported += batch.size();
    batch.clear();
  }

  /** The spans that the collector has taken. */
  public long exported() {
    return exported;
  }

  /** Below the span of the input where that is known: where the sender gave none of its own. */
  private SpanBuilder builder(String topic, TraceContext own, SourcePosition source) {
    ids.give(own);
    TraceContext input = TraceContext.of(source, null);
    SpanBuilder builder = tracer.spanBuilder("to " + topic).setSpanKind(SpanKind.CONSUMER);
    if (!input.traceId().equals(own.traceId())) {
      return builder.setNoParent();
    }
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            input.traceId(), input.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
    return builder.setParent(Context.root().with(Span.wrap(parent)));
  }

  private static void describe(
      Span span, ConsumerRecord<byte[], byte[]> record, SpecificRecord value, SourcePosition from) {
    span.setAttribute("messaging.system", "kafka");
    span.setAttribute("messaging.destination.name", record.topic());
    span.setAttribute("messaging.kafka.offset", record.offset());
    span.setAttribute("murmuration.source", Positions.text(from));
    for (ModelRef model : Provenances.models(value)) {
      span.setAttribute("murmuration.model." + model.getName(), model.getVersion());
    }
    if (value instanceof DeadLetter letter) {
      span.setStatus(StatusCode.ERROR, letter.getMessage());
      span.setAttribute("murmuration.stage", letter.getStage());
      span.setAttribute("error.type", letter.getErrorKind());
    }
  }

  private static OptionalLong millis(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? OptionalLong.empty() : RecordHeaders.toMillis(header.value());
  }

  /** What was not flushed is not sent. */
  @Override
  public void close() {
    provider.close();
    exporter.close();
  }

  private final class EndedSpans implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      // It says nothing yet.
    }

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      batch.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
