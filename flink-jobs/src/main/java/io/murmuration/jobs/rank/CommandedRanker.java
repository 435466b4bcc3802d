package io.murmuration.jobs.rank;

import io.murmuration.jobs.CountTrials;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.flink.VersionedInferenceFunction;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.model.rank.RankScores;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The ranker that the models topic commands. A slate's stamp is its event time, which is its
 * timeline's revision: a swap is a revision from which on all timelines are the new model's. A
 * canary has a share of the readers.
 *
 * <p>No shadow: a reader's next timeline hangs on what this one showed, so two rankers are to be
 * compared each with its own, as a replay does.
 */
record CommandedRanker(
    ModelLifecycle lifecycle, ModelVersions<float[][], List<RankScores>> versions)
    implements ScoreStage {
  private static final String NO_COMPARISON =
      "timelines of two rankers are not compared while they are served: replay a window with"
          + " --job rank --models rank=VERSION and diff it, or try it with models canary and"
          + " --max-error-rate or --max-latency-ratio";

  static ManagedModel managed(ModelVersions<float[][], List<RankScores>> versions) {
    return new ManagedModel(versions, NO_COMPARISON);
  }

  @Override
  public SingleOutputStreamOperator<ScoredSlate> score(SingleOutputStreamOperator<Slate> slates) {
    ModelRevision shipped = versions.shipped();
    String operator = shipped.name();
    var stamped =
        lifecycle.stamp(
            slates.returns(SlateHop.TYPE),
            Slate::atMillis,
            Slate::user,
            (slate, model) -> null,
            (slate, stamps) -> slate.stamped(stamps.get(operator)),
            Slate.class);

    var served =
        AsyncDataStream.orderedWait(
                stamped.records(),
                new VersionedInferenceFunction<>(
                    versions,
                    slate -> slate.stamp() == null ? shipped : slate.stamp().model(),
                    slate -> Urgency.FEED,
                    Slate::features,
                    (slate, outcome, asked) -> ScoredSlate.of(slate, outcome, asked.nanos())),
                0,
                TimeUnit.MILLISECONDS,
                SLATES_IN_FLIGHT)
            .returns(ScoredSlate.class);
    served.name(NAME).uid(NAME);

    var counted =
        served
            .process(new CountTrials<>(scored -> outcome(scored, operator), scored -> scored))
            .returns(ScoredSlate.class);
    counted.name("count-trial").uid("count-trial");
    lifecycle.judge(stamped.routings(), counted.getSideOutput(ModelLifecycle.outcomes()));
    return counted;
  }

  private static List<TrialOutcome> outcome(ScoredSlate scored, String operator) {
    Slate slate = scored.slate();
    return slate.stamp() == null || !slate.stamp().trial()
        ? List.of()
        : List.of(
            new TrialOutcome(
                operator,
                scored.model().sha256(),
                scored.probabilities() == null,
                false,
                false,
                scored.nanos(),
                slate.atMillis()));
  }
}
