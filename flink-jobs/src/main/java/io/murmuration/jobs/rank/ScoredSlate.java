package io.murmuration.jobs.rank;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankScores;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A slate with what became of it at the ranker.
 *
 * @param origin of the probabilities; null where there are none
 * @param probabilities for each row one for each of {@link Engagements#HEADS}; null where the
 *     ranker refused the slate, then errorKind and errorMessage are set
 * @param nanos that it took, for the judgement of trials alone
 */
public record ScoredSlate(
    Slate slate,
    ModelIdentity model,
    int attempts,
    OutputOrigin origin,
    float[][] probabilities,
    String errorKind,
    String errorMessage,
    long nanos) {

  static ScoredSlate of(Slate slate, InferenceOutcome<List<RankScores>> outcome, long nanos) {
    if (outcome instanceof InferenceOutcome.Done<List<RankScores>> done) {
      float[][] rows =
          done.output().stream().map(ScoredSlate::probabilities).toArray(float[][]::new);
      return new ScoredSlate(
          slate, done.model(), done.attempts(), done.origin(), rows, null, null, nanos);
    }
    var refused = (InferenceOutcome.Refused<List<RankScores>>) outcome;
    return new ScoredSlate(
        slate,
        refused.model(),
        refused.attempts(),
        null,
        null,
        refused.errorKind(),
        refused.message(),
        nanos);
  }

  List<RankScores> scores() {
    return Stream.of(probabilities).map(ScoredSlate::scores).toList();
  }

  private static float[] probabilities(RankScores scores) {
    float[] row = new float[Engagements.HEADS.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = scores.of(Engagements.HEADS.get(i));
    }
    return row;
  }

  private static RankScores scores(float[] row) {
    Map<EngagementKind, Float> scores = new EnumMap<>(EngagementKind.class);
    for (int i = 0; i < row.length; i++) {
      scores.put(Engagements.HEADS.get(i), row[i]);
    }
    return new RankScores(scores);
  }
}
