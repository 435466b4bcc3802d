package io.murmuration.jobs.replay;

import io.murmuration.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as a replay sees it: what it reads, what it writes, and how it is put between other ends.
 */
public interface ReplayedJob {
  String name();

  /** The first is the one that windows are given for by time. */
  List<Topic<?>> inputs();

  /** Those of production; a replay writes to their twins. */
  List<Topic<?>> outputs();

  /** By operator: the folder of the model that the job ships, under that of the shipped models. */
  Map<String, String> models();

  /** Whether the models topic says which version of an operator's model serves. */
  default boolean isCommanded(String operator) {
    return true;
  }

  /** Whether it tells its models what to do by a template that a replay may exchange. */
  default boolean takesTemplate() {
    return false;
  }

  /** How long after the window an input's result may hang on the inputs that follow. */
  default Duration runOut() {
    return Duration.ZERO;
  }

  /** The same pipeline as production's. */
  void define(StreamExecutionEnvironment environment, ReplayEnds ends);
}
