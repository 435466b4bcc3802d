package io.murmuration.cli.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.TraceContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordSpansTest {
  private static final SourcePosition SOURCE = new SourcePosition("tweets", 0, 7L);
  private final List<SpanData> exported = new ArrayList<>();
  private boolean refuses;

  @Test
  void exportsASpanWithTheIdsOfTheHeaderBelowThatOfTheInput() {
    TraceContext input = TraceContext.of(SOURCE, null);
    TraceContext own = input.child("decode");

    export(own);
    export(own);

    assertThat(exported).hasSize(2);
    assertThat(exported)
        .allSatisfy(
            span -> {
              assertThat(span.getTraceId()).isEqualTo(input.traceId());
              assertThat(span.getSpanId()).isEqualTo(own.spanId());
              assertThat(span.getParentSpanId()).isEqualTo(input.spanId());
              assertThat(span.getStartEpochNanos()).isEqualTo(1_000_000_000L);
              assertThat(span.getEndEpochNanos()).isEqualTo(1_250_000_000L);
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            });
  }

  @Test
  void leavesOutAParentThatOnlyTheSenderKnows() {
    TraceContext own = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    export(own);

    assertThat(exported.get(0).getTraceId()).isEqualTo(own.traceId());
    assertThat(exported.get(0).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void exportsEachOfMoreThanAnyQueueHolds() {
    try (RecordSpans spans = new RecordSpans(new Collecting())) {
      for (int i = 0; i < 5_000; i++) {
        add(spans, TraceContext.of(SOURCE, null).child("decode"));
      }
      spans.flush();

      assertThat(exported).hasSize(5_000);
      assertThat(spans.exported()).isEqualTo(5_000);
    }
  }

  @Test
  void countsNothingThatTheCollectorDoesNotTakeAndSaysSo() {
    refuses = true;
    try (RecordSpans spans = new RecordSpans(new Collecting())) {
      add(spans, TraceContext.of(SOURCE, null).child("decode"));

      assertThatThrownBy(spans::flush)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the collector did not take 1 spans");

      assertThat(spans.exported()).isZero();
    }
  }

  private void export(TraceContext trace) {
    try (RecordSpans spans = new RecordSpans(new Collecting())) {
      add(spans, trace);
      spans.flush();
    }
  }

  private static void add(RecordSpans spans, TraceContext trace) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("dead-letters", 0, 3, new byte[0], new byte[0]);
    record
        .headers()
        .add(RecordHeaders.TRACEPARENT, trace.traceparent())
        .add(RecordHeaders.INTENDED_SEND_TIME, RecordHeaders.ofMillis(1_000))
        .add(RecordHeaders.PROCESSED_AT, RecordHeaders.ofMillis(1_250));
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setSource(SOURCE)
            .setStage("decode")
            .setErrorKind("TRUNCATED")
            .setMessage("m")
            .build();
    spans.add(record, letter);
  }

  private final class Collecting implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      if (refuses) {
        return CompletableResultCode.ofFailure();
      }
      exported.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
