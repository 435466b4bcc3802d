package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.Fingerprint;
import io.murmuration.model.duplicate.Fingerprinter;
import io.murmuration.model.duplicate.Sighting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends a post on and, beside it, a probe to each bucket where posts like it may lie. */
final class TakeFingerprint extends ProcessFunction<EncodedPost, FingerprintedPost> {
  static final OutputTag<Probe> PROBES = new OutputTag<>("probes", ProbeHop.TYPE);

  private static final byte[] NO_VECTOR = {};

  private transient Fingerprinter fingerprinter;

  @Override
  public void open(OpenContext context) {
    fingerprinter = new Fingerprinter();
  }

  @Override
  public void processElement(
      EncodedPost encoded, Context context, Collector<FingerprintedPost> out) {
    Fingerprint fingerprint = encoded.encoding() == null ? null : fingerprint(encoded);
    if (fingerprint == null) {
      out.collect(FingerprintedPost.of(encoded, null, 0));
      return;
    }
    FingerprintedPost post =
        FingerprintedPost.of(encoded, fingerprint.cluster(), fingerprint.buckets().length);
    out.collect(post);
    for (String bucket : fingerprint.buckets()) {
      context.output(
          PROBES,
          new Probe(
              post.position(), post.probes(), bucket, sighting(encoded, fingerprint, bucket)));
    }
  }

  /** Exact copies need no vector to be known. */
  private static Sighting sighting(EncodedPost encoded, Fingerprint fingerprint, String bucket) {
    boolean exact = BucketKind.of(bucket) == BucketKind.EXACT;
    return new Sighting(
        encoded.post().source().timestampMillis(),
        fingerprint.cluster(),
        exact ? NO_VECTOR : fingerprint.vector());
  }

  /** Null where there is no text to compare. */
  private Fingerprint fingerprint(EncodedPost encoded) {
    return fingerprinter
        .of(encoded.post().tweet().getText(), encoded.modelSha256(), encoded.encoding().vector())
        .orElse(null);
  }
}
