package io.murmuration.schemas;

import io.murmuration.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * W3C trace context ({@code traceparent}) that hangs on positions alone: a replay, a restart and a
 * second reader name the same trace and spans.
 */
public record TraceContext(String traceId, String spanId) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  /**
   * Of a record that was read: the sender's trace where it gave one, else one of its position.
   *
   * @param traceparent the record's header, or null
   */
  public static TraceContext of(SourcePosition position, byte[] traceparent) {
    String digest = Sha256.hex(Positions.text(position));
    String span = digest.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS);
    if (traceparent != null) {
      var given = FORM.matcher(new String(traceparent, StandardCharsets.US_ASCII));
      if (given.matches()) {
        return new TraceContext(given.group(1), given.group(2));
      }
    }
    return new TraceContext(digest.substring(0, TRACE_DIGITS), span);
  }

  /** What a stage made of this: the same trace, a span of its own. */
  public TraceContext child(String stage) {
    return new TraceContext(
        traceId, Sha256.hex(traceId + spanId + stage).substring(0, SPAN_DIGITS));
  }

  /** The header's value. */
  public byte[] traceparent() {
    return ("00-" + traceId + "-" + spanId + "-01").getBytes(StandardCharsets.US_ASCII);
  }
}
