package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final SourcePosition POSITION = new SourcePosition("tweets", 0, 7L);

  @Test
  void namesTheSameTraceForTheSamePositionAndAnotherForTheNext() {
    TraceContext trace = TraceContext.of(POSITION, null);

    assertThat(TraceContext.of(POSITION, null)).isEqualTo(trace);
    assertThat(TraceContext.of(new SourcePosition("tweets", 0, 8L), null).traceId())
        .isNotEqualTo(trace.traceId());
    assertThat(new String(trace.child("enrich").traceparent(), StandardCharsets.US_ASCII))
        .matches("00-" + trace.traceId() + "-[0-9a-f]{16}-01");
  }

  @Test
  void carriesTheSendersTraceOnAndNothingThatIsNone() {
    String given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    TraceContext carried = TraceContext.of(POSITION, given.getBytes(StandardCharsets.US_ASCII));
    TraceContext own = TraceContext.of(POSITION, new byte[] {(byte) 0xff, 0});

    assertThat(carried.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(own).isEqualTo(TraceContext.of(POSITION, null));
  }
}
