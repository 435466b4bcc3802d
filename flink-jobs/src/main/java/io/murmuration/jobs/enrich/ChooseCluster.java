package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.ClusterChoice;
import io.murmuration.model.duplicate.Fingerprint;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps a post until all its buckets have answered, whichever comes first.
 *
 * <p>Answers come back within milliseconds, so the few posts under way lie on the heap and in each
 * checkpoint; a list of all of them goes to every subtask at a restore, which takes those of its
 * keys. Where more than {@link #AT_HAND} wait, as in a backlog that is ahead of the watermark, the
 * others lie in keyed state.
 */
final class ChooseCluster
    extends KeyedCoProcessFunction<String, FingerprintedPost, Answer, ClusteredPost>
    implements CheckpointedFunction {
  /** Of some kilobytes each. */
  static final int AT_HAND = 4_096;

  private final BucketRules rules;
  private final int capacity;
  private transient Map<String, PendingPost> atHand;
  private transient ListState<PendingPost> checkpointed;
  private transient ValueState<FingerprintedPost> kept;
  private transient ValueState<ClusterChoice> choice;

  ChooseCluster(BucketRules rules) {
    this(rules, AT_HAND);
  }

  /**
   * @param capacity how many posts of a subtask lie on the heap
   */
  ChooseCluster(BucketRules rules, int capacity) {
    this.rules = rules;
    this.capacity = capacity;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    checkpointed =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("under-way", TypeInformation.of(PendingPost.class)));
    atHand = new HashMap<>();
    for (PendingPost post : checkpointed.get()) {
      if (isOurs(post.key())) {
        atHand.put(post.key(), post);
      }
    }
  }

  private boolean isOurs(String key) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    checkpointed.update(List.copyOf(atHand.values()));
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
    PendingPost now =
        (post.probes() == 0 ? PendingPost.of(post.position()) : find(context.getCurrentKey()))
            .with(post);
    if (now.isComplete()) {
      emit(now, out);
    } else if (!holds(now)) {
      kept.update(post);
      choice.update(now.choice());
    }
  }

  /** Posts are large: one that is kept is read for the last answer alone. */
  @Override
  public void processElement2(Answer answer, Context context, Collector<ClusteredPost> out)
      throws Exception {
    PendingPost now = find(context.getCurrentKey()).with(answer);
    if (now.post() == null && now.choice().answers() == answer.of()) {
      now = now.with(kept.value());
    }
    if (now.isComplete()) {
      emit(now, out);
    } else if (!holds(now)) {
      choice.update(now.choice());
    }
  }

  /** Where a post is kept is decided when the first of it comes. */
  private PendingPost find(String key) throws IOException {
    PendingPost near = atHand.get(key);
    if (near != null) {
      return near;
    }
    ClusterChoice far = choice.value();
    if (far != null) {
      return new PendingPost(key, null, far);
    }
    PendingPost first = PendingPost.of(key);
    if (atHand.size() < capacity) {
      atHand.put(key, first);
    }
    return first;
  }

  /** False where the post lies in keyed state. */
  private boolean holds(PendingPost now) {
    return atHand.replace(now.key(), now) != null;
  }

  private void emit(PendingPost pending, Collector<ClusteredPost> out) {
    FingerprintedPost post = pending.post();
    out.collect(new ClusteredPost(post.whole(), nameOf(post, pending.choice())));
    if (post.probes() > 0 && atHand.remove(pending.key()) == null) {
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
