package io.murmuration.cli.diff;

import java.util.Map;

/**
 * One record of one side, as it is kept on disk until its pair is found.
 *
 * @param position topic:partition:offset of its source; empty for a tombstone or what can't be read
 * @param slices what it is counted under: dimension, value
 * @param code the version that made it; empty where it does not say
 * @param approximate its models that make no claim on their bytes, as its header names them; empty
 *     for none
 * @param value as in Kafka; null for a tombstone
 */
record ComparedRecord(
    String key,
    String position,
    Map<String, String> slices,
    String code,
    String approximate,
    byte[] value) {

  /** Records of two sides with the same one are a pair. */
  String pairing() {
    return key + "\n" + position;
  }
}
