package io.murmuration.model.duplicate;

import java.util.HexFormat;

/**
 * What a post is compared by; a function of its text and vector alone.
 *
 * @param cluster the cluster of its exact copies, a hash of the normalised text
 * @param vector a byte a number
 * @param buckets where posts like it are looked for; none for posts too short to be near anything
 */
public record Fingerprint(long cluster, byte[] vector, String[] buckets) {

  /** A cluster as records carry it. */
  public static String name(long cluster) {
    return HexFormat.of().toHexDigits(cluster);
  }
}
