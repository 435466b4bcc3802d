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
      List<Model> models,
      List<Writer> writers) {}

  /**
   * Of a chain of operators.
   *
   * @param busy share of the time of its busiest subtask
   * @param held share of the time that it waits for who comes after it
   */
  public record Stage(
      String name, double inPerSecond, double outPerSecond, double busy, double held) {}

  /**
   * Of a model that answers in batches, at an operator; what is counted is since it was loaded.
   *
   * @param cacheHits requests that the cache answered
   * @param cacheMisses requests that it did not know
   * @param fill of the requests that a batch may hold, the share that a recent one held
   * @param lanes by their names
   */
  public record Model(
      String operator,
      String name,
      double items,
      double tokens,
      double cacheHits,
      double cacheMisses,
      double batchSize,
      double fill,
      double queueWaitMillis,
      double modelMillis,
      Map<String, Lane> lanes) {}

  /** Of the requests of one urgency: those that wait now, and how long recent ones did. */
  public record Lane(double queuedRequests, double queueWaitMillis) {}

  /**
   * Of a model that writes token by token, at an operator; what is counted is since it was loaded.
   *
   * @param takenBackTokens of those drawn
   * @param promptTokens that the network read
   * @param reusedTokens of prompts, which it needn't read
   * @param stepRows sequences brought forward, over all steps
   * @param queuedSequences that wait now
   */
  public record Writer(
      String operator,
      String name,
      double drawnTokens,
      double takenBackTokens,
      double promptTokens,
      double reusedTokens,
      double steps,
      double stepRows,
      double queuedSequences,
      double queueWaitMillis) {}

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
