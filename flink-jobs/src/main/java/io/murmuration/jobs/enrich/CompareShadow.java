package io.murmuration.jobs.enrich;

import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.ShadowComparison;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.lifecycle.TrialOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** What was served beside what the shadow says. Two that differ in language or mood disagree. */
final class CompareShadow extends ProcessFunction<ShadowedPost, ShadowComparison> {
  private static final OutputTag<TrialOutcome> OUTCOMES = ModelLifecycle.outcomes();

  private final String operator;

  CompareShadow(String operator) {
    this.operator = operator;
  }

  @Override
  public void processElement(
      ShadowedPost shadowed, Context context, Collector<ShadowComparison> out) {
    EncodedPost served = shadowed.served().encoded();
    ShadowComparison comparison = comparison(served, shadowed.shadow());
    out.collect(comparison);
    boolean canary = shadowed.served().stamp().canary();
    boolean failed = shadowed.shadow().encoding() == null;
    boolean disagree = !comparison.getSameLanguage() || !comparison.getSameSentiment();
    context.output(
        OUTCOMES,
        new TrialOutcome(
            operator,
            (canary ? served : shadowed.shadow()).modelSha256(),
            failed,
            true,
            !failed && disagree,
            shadowed.nanos(),
            served.post().source().timestampMillis()));
  }

  private static ShadowComparison comparison(EncodedPost served, EncodedPost shadow) {
    ModelRef servedBy = ref(served);
    ModelRef shadowedBy = ref(shadow);
    PostEncoding one = served.encoding();
    PostEncoding other = shadow.encoding();
    var comparison =
        ShadowComparison.newBuilder()
            .setTweetId(served.post().tweet().getTweetId())
            .setServed(servedBy)
            .setShadow(shadowedBy)
            .setErrorKind(shadow.errorKind())
            .setProvenance(
                Provenance.newBuilder()
                    .setSource(DeadLetters.position(served.post().source()))
                    .setModels(List.of(servedBy, shadowedBy))
                    .setEventTime(served.post().tweet().getCreatedAt())
                    .build());
    if (other != null) {
      comparison
          .setCosine(cosine(one.vector(), other.vector()))
          .setSameLanguage(one.language().equals(other.language()))
          .setSameTopics(Arrays.equals(one.topics(), other.topics()))
          .setSameSentiment(Objects.equals(one.sentiment(), other.sentiment()));
    }
    return comparison.build();
  }

  /** Null where the lengths differ. Vectors have the length 1. */
  private static Double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      return null;
    }
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }

  private static ModelRef ref(EncodedPost encoded) {
    return new ModelRef(encoded.modelName(), encoded.modelVersion(), encoded.modelSha256());
  }
}
