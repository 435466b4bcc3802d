package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.rank.RankScores;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** One ranker for all slates, whatever anybody commands. */
record OneRanker(ModelLoader<float[][], List<RankScores>> ranker) implements ScoreStage {
  @Override
  public SingleOutputStreamOperator<ScoredSlate> score(SingleOutputStreamOperator<Slate> slates) {
    return AsyncDataStream.orderedWait(
            slates,
            new AsyncInferenceFunction<>(ranker, SLATES, Slate::features, OneRanker::scored),
            0,
            TimeUnit.MILLISECONDS,
            SLATES_IN_FLIGHT)
        .returns(ScoredSlate.class)
        .name(NAME)
        .uid(NAME);
  }

  private static ScoredSlate scored(Slate slate, InferenceOutcome<List<RankScores>> outcome) {
    return ScoredSlate.of(slate, outcome, 0);
  }
}
