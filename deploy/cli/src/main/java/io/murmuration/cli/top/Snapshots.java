package io.murmuration.cli.top;

import java.util.List;
import java.util.Map;

/** What is seen of a stack at one moment; a figure that nobody could tell is NaN or -1. */
public final class Snapshots {
  private Snapshots() {}

  /** Of a Flink job. */
  public record Job(
      String name,
      String state,
      long restarts,
      long checkpoints,
      long failedCheckpoints,
      long checkpointMillis,
      List<Stage> stages,
      List<Model> models) {}

  /**
   * Of a chain of operators.
   *
   * @param busy share of the time of its busiest subtask
   * @param held share of the time that it waits for who comes after it
   */
  public record Stage(
      String name, double inPerSecond, double outPerSecond, double busy, double held) {}

  /**
   * Of a model at an operator.
   *
   * @param fill share of the batch's tokens that are no padding
   * @param laneWaitMillis queue wait by lane
   */
  public record Model(
      String operator,
      String name,
      double items,
      double tokens,
      double batchSize,
      double fill,
      double queueWaitMillis,
      double modelMillis,
      Map<String, Double> laneWaitMillis) {}

  /**
   * Of a topic that a job writes.
   *
   * @param p50Millis from the intended send to when a reader has it
   * @param madeP50Millis from the intended send to when the job made it
   */
  public record Output(
      String topic,
      double perSecond,
      double p50Millis,
      double p99Millis,
      double madeP50Millis,
      double madeP99Millis) {}

  /** Of what a job reads. */
  public record Input(String group, String topic, double perSecond, long lag) {}
}
