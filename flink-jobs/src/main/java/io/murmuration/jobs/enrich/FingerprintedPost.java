package io.murmuration.jobs.enrich;

import io.murmuration.jobs.RawRecord;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.embed.PostEncodingCodec;

/**
 * A post on its way to its cluster.
 *
 * @param encoded without its encoding
 * @param encoding as bytes, which tasks pass on faster than numbers, or null
 * @param cluster of its exact copies, or null where there is nothing to compare
 * @param probes answers to wait for
 */
public record FingerprintedPost(EncodedPost encoded, byte[] encoding, Long cluster, int probes) {
  private static final PostEncodingCodec CODEC = new PostEncodingCodec();

  static FingerprintedPost of(EncodedPost post, Long cluster, int probes) {
    PostEncoding encoding = post.encoding();
    return new FingerprintedPost(
        post.with(null), encoding == null ? null : CODEC.write(encoding), cluster, probes);
  }

  /** With its encoding. */
  EncodedPost whole() {
    return encoding == null ? encoded : encoded.with(CODEC.read(encoding));
  }

  /** No other record has it. */
  public String position() {
    RawRecord source = encoded.post().source();
    return source.topic() + ":" + source.partition() + ":" + source.offset();
  }
}
