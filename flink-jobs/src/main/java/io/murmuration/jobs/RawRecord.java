package io.murmuration.jobs;

/**
 * A Kafka record as it was read, before anybody knows what it is; what a dead letter is made of.
 *
 * @param timestampMillis the record's own, by its topic's kind of stamp
 * @param key null where there is none
 * @param value null for a tombstone
 * @param headerKeys one for each of headerValues, which may be null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte[] key,
    byte[] value,
    String[] headerKeys,
    byte[][] headerValues) {

  /** The last header of this name, or null. */
  public byte[] header(String name) {
    for (int i = headerKeys.length - 1; i >= 0; i--) {
      if (headerKeys[i].equals(name)) {
        return headerValues[i];
      }
    }
    return null;
  }
}
