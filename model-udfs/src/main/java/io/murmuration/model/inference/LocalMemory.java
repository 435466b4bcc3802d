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
 * @param patience with the disk: a result that takes longer to read is computed
 * @param elsewhere the folder of another process's memory, whose results are read too; or null
 */
public record LocalMemory(
    String folder, long maxBytes, Duration maxAge, Duration patience, String elsewhere)
    implements Serializable {
  private static final long MAX_BYTES = 512L << 20;
  private static final Duration MAX_AGE = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

  public LocalMemory {
    Objects.requireNonNull(folder, "folder");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
    if (maxAge.toSeconds() < 1) {
      throw new IllegalArgumentException("maxAge must be at least a second: " + maxAge);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative: " + patience);
    }
  }

  /** That knows its own results alone. */
  public LocalMemory(String folder, long maxBytes, Duration maxAge, Duration patience) {
    this(folder, maxBytes, maxAge, patience, null);
  }

  /** Half a gigabyte, a week, and a twentieth of a second for the disk. */
  public static LocalMemory in(String folder) {
    return new LocalMemory(folder, MAX_BYTES, MAX_AGE, PATIENCE);
  }

  /** As a replay has it: nobody waits for its records, so a slow disk is waited for. */
  public LocalMemory patient() {
    return new LocalMemory(folder, maxBytes, maxAge, LONG_PATIENCE, elsewhere);
  }

  /** One that also knows what the process whose memory that is had computed when it is opened. */
  public LocalMemory reading(String another) {
    return new LocalMemory(folder, maxBytes, maxAge, patience, another);
  }
}
