package io.murmuration.jobs.enrich;

import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.model.lifecycle.TrialOutcome;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends posts on; beside them, while a trial is on, how they ended and what a shadow shall read.
 */
final class CountTrial extends ProcessFunction<ServedPost, EncodedPost> {
  static final OutputTag<ServedPost> SHADOWED =
      new OutputTag<>("shadowed", TypeInformation.of(ServedPost.class));

  private static final OutputTag<TrialOutcome> OUTCOMES = ModelLifecycle.outcomes();

  private final String operator;

  CountTrial(String operator) {
    this.operator = operator;
  }

  @Override
  public void processElement(ServedPost served, Context context, Collector<EncodedPost> out) {
    EncodedPost encoded = served.encoded();
    out.collect(encoded);
    if (served.stamp().trial()) {
      context.output(
          OUTCOMES,
          new TrialOutcome(
              operator,
              encoded.modelSha256(),
              encoded.encoding() == null,
              false,
              false,
              served.nanos(),
              encoded.post().source().timestampMillis()));
    }
    if (served.stamp().shadow() != null && encoded.encoding() != null) {
      context.output(SHADOWED, served);
    }
  }
}
