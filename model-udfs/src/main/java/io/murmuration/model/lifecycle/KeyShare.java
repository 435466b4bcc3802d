package io.murmuration.model.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A share of the keys: the same keys always, others for each operator, more of them as it grows.
 */
final class KeyShare {
  private static final int WHOLE = 100;

  private KeyShare() {}

  static boolean holds(String operator, String key, int percent) {
    CRC32C checksum = new CRC32C();
    checksum.update((operator + ":" + key).getBytes(StandardCharsets.UTF_8));
    return checksum.getValue() % WHOLE < percent;
  }
}
