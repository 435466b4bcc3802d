package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.inference.BatchLimits;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the pipeline that gives slates their scores: with one model, or as ordered. In order:
 * the slates of a reader are selected as they were prepared.
 */
interface ScoreStage {
  /** Its state, slates in flight, is found again by this uid, whichever stage it is. */
  String NAME = "score";

  /** Slates that wait in a subtask: each holds about 20 kB. */
  int SLATES_IN_FLIGHT = 64;

  BatchLimits SLATES = new BatchLimits(16, 16, 2 * SLATES_IN_FLIGHT, 3, Duration.ofMillis(100));

  SingleOutputStreamOperator<ScoredSlate> score(SingleOutputStreamOperator<Slate> slates);
}
