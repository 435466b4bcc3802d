package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.flink.VersionedInferenceFunction;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.model.rank.RankScores;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The ranker of a replay: which version a slate meets is known before it begins, whatever anybody
 * commands meanwhile.
 */
record PlannedRanker(ModelVersions<float[][], List<RankScores>> versions, RoutingTable table)
    implements ScoreStage {
  @Override
  public SingleOutputStreamOperator<ScoredSlate> score(SingleOutputStreamOperator<Slate> slates) {
    RoutingTable plan = table;
    return AsyncDataStream.orderedWait(
            slates,
            new VersionedInferenceFunction<>(
                versions,
                slate -> plan.stamp(slate.atMillis(), slate.user(), null).model(),
                slate -> Urgency.FEED,
                Slate::features,
                (slate, outcome, asked) -> ScoredSlate.of(slate, outcome, 0)),
            0,
            TimeUnit.MILLISECONDS,
            SLATES_IN_FLIGHT)
        .returns(ScoredSlate.class)
        .name(NAME)
        .uid(NAME);
  }
}
