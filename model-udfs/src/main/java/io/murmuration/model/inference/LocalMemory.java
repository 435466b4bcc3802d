package io.murmuration.model.inference;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A folder on this machine where models remember across runs: results, so that none is computed
 * twice, and inputs that took their process down. Losing it loses no record.
 *
 * @param maxBytes of results; the oldest go first
 * @param maxAge of a result
 */
public record LocalMemory(String folder, long maxBytes, Duration maxAge) implements Serializable {
  private static final long MAX_BYTES = 512L << 20;
  private static final Duration MAX_AGE = Duration.ofDays(7);

  public LocalMemory {
    Objects.requireNonNull(folder, "folder");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
    if (maxAge.toSeconds() < 1) {
      throw new IllegalArgumentException("maxAge must be at least a second: " + maxAge);
    }
  }

  /** Half a gigabyte, a week. */
  public static LocalMemory in(String folder) {
    return new LocalMemory(folder, MAX_BYTES, MAX_AGE);
  }
}
