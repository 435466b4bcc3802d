package io.murmuration.schemas;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The Kafka headers of Murmuration. Times are ASCII decimal milliseconds since the epoch. */
public final class RecordHeaders {
  /**
   * When the sender meant to send the event, whether or not it could; latency counts from here.
   * Copied from an input to what is made of it.
   */
  public static final String INTENDED_SEND_TIME = "murmuration-intended-send-time";

  /** When the record was made. In a header, so that a replay's value has the same bytes. */
  public static final String PROCESSED_AT = "murmuration-processed-at";

  /** How a result came by the answers of its models, see {@link ModelAnswers}. */
  public static final String INFERENCE = "murmuration-inference";

  /**
   * The version of the code that made the record: the build's, and the commit where it was built
   * from a repository, as {@code 0.1.0+1f0c9d2ab34e}, with {@code -dirty} where files had changed.
   */
  public static final String CODE = "murmuration-code";

  /** W3C trace context, see {@link TraceContext}. */
  public static final String TRACEPARENT = "traceparent";

  /** On a record that was sent back: the position where it was first read. */
  public static final String REDRIVE_OF = "murmuration-redrive-of";

  /** On a record that was sent back: for the how manieth time, in decimal. */
  public static final String REDRIVE_ATTEMPT = "murmuration-redrive-attempt";

  /**
   * On a record that was sent back: the version that shall compute it, as {@code encoder=1.4.0}.
   */
  public static final String REDRIVE_MODEL = "murmuration-redrive-model";

  /**
   * On a record of models that don't compute the same bytes in any batch on the device that they
   * ran on, such as a GPU: their names, with commas between. Its numbers are right, to rounding.
   */
  public static final String APPROXIMATE = "murmuration-approximate";

  private RecordHeaders() {}

  /**
   * @param models by name, with commas between
   */
  public static Header approximate(String models) {
    return new RecordHeader(APPROXIMATE, models.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] ofMillis(long epochMillis) {
    return Long.toString(epochMillis).getBytes(StandardCharsets.US_ASCII);
  }

  /** Empty where the bytes are not a number: headers come from strangers. */
  public static OptionalLong toMillis(byte[] value) {
    if (value == null || value.length == 0 || value.length > 19) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(new String(value, StandardCharsets.US_ASCII)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
