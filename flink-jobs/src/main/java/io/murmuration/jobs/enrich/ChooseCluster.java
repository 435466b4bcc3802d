package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.ClusterChoice;
import io.murmuration.model.duplicate.Fingerprint;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps a post until all its buckets have answered, whichever comes first. */
final class ChooseCluster
    extends KeyedCoProcessFunction<String, FingerprintedPost, Answer, ClusteredPost> {
  private final BucketRules rules;
  private transient ValueState<FingerprintedPost> kept;
  private transient ValueState<ClusterChoice> choice;

  ChooseCluster(BucketRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    kept =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("post", TypeInformation.of(FingerprintedPost.class)));
    choice =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("choice", TypeInformation.of(ClusterChoice.class)));
  }

  @Override
  public void processElement1(FingerprintedPost post, Context context, Collector<ClusteredPost> out)
      throws Exception {
    ClusterChoice made = post.probes() == 0 ? ClusterChoice.open() : choice.value();
    if (made != null && made.answers() == post.probes()) {
      emit(post, made, out);
    } else {
      kept.update(post);
    }
  }

  /** Posts are large: the kept one is read for the last answer alone. */
  @Override
  public void processElement2(Answer answer, Context context, Collector<ClusteredPost> out)
      throws Exception {
    ClusterChoice made = choice.value();
    ClusterChoice before = made == null ? ClusterChoice.open() : made;
    ClusterChoice now = before.with(BucketKind.of(answer.bucket()), answer.leader());
    FingerprintedPost post = now.answers() == answer.of() ? kept.value() : null;
    if (post == null) {
      choice.update(now);
    } else {
      emit(post, now, out);
    }
  }

  private void emit(FingerprintedPost post, ClusterChoice made, Collector<ClusteredPost> out) {
    out.collect(new ClusteredPost(post.encoded(), nameOf(post, made)));
    if (post.probes() > 0) {
      kept.clear();
      choice.clear();
    }
  }

  private String nameOf(FingerprintedPost post, ClusterChoice made) {
    if (post.cluster() == null) {
      return null;
    }
    long stamp = post.encoded().post().source().timestampMillis();
    return Fingerprint.name(made.cluster(stamp, post.cluster(), rules));
  }
}
