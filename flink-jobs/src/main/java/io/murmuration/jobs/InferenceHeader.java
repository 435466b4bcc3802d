package io.murmuration.jobs;

import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.schemas.ModelAnswers;
import io.murmuration.schemas.RecordHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Values of {@link RecordHeaders#INFERENCE} for records that ask one model once. The usual ones are
 * made once and shared: they must not be changed. For one thread.
 */
public final class InferenceHeader {
  private static final OutputOrigin[] ORIGINS = OutputOrigin.values();
  private static final int USUAL_ATTEMPTS = 4;

  private final Map<String, byte[][]> usual = new HashMap<>();

  /**
   * @param origin null where nobody knows, as of state that an earlier build wrote
   * @return null then
   */
  public byte[] of(String model, OutputOrigin origin, int attempts) {
    if (origin == null) {
      return null;
    }
    if (attempts >= USUAL_ATTEMPTS) {
      return value(model, origin, attempts);
    }
    byte[][] made = usual.computeIfAbsent(model, m -> new byte[ORIGINS.length * USUAL_ATTEMPTS][]);
    int index = origin.ordinal() * USUAL_ATTEMPTS + attempts;
    if (made[index] == null) {
      made[index] = value(model, origin, attempts);
    }
    return made[index];
  }

  /** As headers name it. */
  public static String nameOf(OutputOrigin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param value null where there is nothing to add
   */
  public static void add(List<Header> headers, byte[] value) {
    if (value != null) {
      headers.add(new RecordHeader(RecordHeaders.INFERENCE, value));
    }
  }

  private static byte[] value(String model, OutputOrigin origin, int attempts) {
    return ModelAnswers.write(List.of(new ModelAnswers(model, nameOf(origin), attempts)));
  }
}
