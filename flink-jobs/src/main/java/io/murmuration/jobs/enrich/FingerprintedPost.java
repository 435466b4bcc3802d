package io.murmuration.jobs.enrich;

import io.murmuration.jobs.RawRecord;

/**
 * A post on its way to its cluster.
 *
 * @param cluster of its exact copies, or null where there is nothing to compare
 * @param probes answers to wait for
 */
public record FingerprintedPost(EncodedPost encoded, Long cluster, int probes) {

  /** No other record has it. */
  public String position() {
    RawRecord source = encoded.post().source();
    return source.topic() + ":" + source.partition() + ":" + source.offset();
  }
}
