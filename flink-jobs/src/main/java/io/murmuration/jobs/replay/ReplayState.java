package io.murmuration.jobs.replay;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;

/** Lets a replay begin with the state of production's operators without that of their ends. */
public final class ReplayState {
  private ReplayState() {}

  /**
   * Names sources and sinks anew: a replay that starts from production's checkpoint goes by its own
   * windows, and leaves production's open transactions alone. To be called once the job is defined.
   */
  public static void keepEndsApart(StreamExecutionEnvironment environment) {
    Set<Transformation<?>> all = new HashSet<>();
    for (Transformation<?> end : environment.getTransformations()) {
      all.add(end);
      all.addAll(end.getTransitivePredecessors());
    }
    for (Transformation<?> one : all) {
      boolean isEnd = one instanceof SourceTransformation || one instanceof SinkTransformation;
      if (isEnd && one.getUid() != null && !one.getUid().startsWith("replay-")) {
        one.setUid("replay-" + one.getUid());
      }
    }
  }
}
