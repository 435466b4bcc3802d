package io.murmuration.jobs.rank;

import io.murmuration.event.EngagementKind;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.TimelineEntry;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.InferenceHeader;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.stages.EncoderRef;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.RankedEntry;
import io.murmuration.jobs.rank.stages.RankingStages;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankScores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** From a scored slate to a timeline; one that the ranker refused goes to the dead letters. */
final class SelectTimeline extends ProcessFunction<ScoredSlate, Ranked> {
  static final String STAGE = "score";

  private final RankPolicy policy;
  private transient RankingStages stages;
  private transient InferenceHeader inference;

  SelectTimeline(RankPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) {
    stages = new RankingStages(policy);
    inference = new InferenceHeader();
  }

  @Override
  public void processElement(ScoredSlate scored, Context context, Collector<Ranked> out) {
    Slate slate = scored.slate();
    if (scored.probabilities() == null) {
      context.output(DeadLetters.TAG, refused(scored));
      return;
    }
    List<RankedEntry> entries = stages.select(slate.rows(), scored.scores());
    out.collect(
        new Ranked(
            slate.source().at(slate.atMillis()),
            RankedTimeline.newBuilder()
                .setUserId(slate.user())
                .setRevision(slate.atMillis())
                .setEntries(entries.stream().map(SelectTimeline::entry).toList())
                .setLateInputs(slate.lateInputs())
                .setProvenance(provenance(slate, scored.model(), entries))
                .build(),
            inference.of(scored.model().name(), scored.origin(), scored.attempts())));
  }

  private static TimelineEntry entry(RankedEntry entry) {
    return new TimelineEntry(
        entry.row().tweetId(),
        entry.score(),
        heads(entry.scores()),
        entry.row().inNetwork(),
        entry.row().reason());
  }

  /** In one order: Avro writes a map as it comes. */
  private static Map<String, Double> heads(RankScores scores) {
    Map<String, Double> heads = new LinkedHashMap<>();
    for (EngagementKind kind : Engagements.HEADS) {
      heads.put(kind.name(), (double) scores.of(kind));
    }
    return heads;
  }

  private static Provenance provenance(
      Slate slate, ModelIdentity ranker, List<RankedEntry> entries) {
    Stream<ModelRef> encoders =
        entries.stream()
            .map(entry -> entry.row().encoder())
            .distinct()
            .map(SelectTimeline::modelRef);
    return Provenance.newBuilder()
        .setSource(position(slate.source()))
        .setModels(
            Stream.concat(
                    Stream.of(new ModelRef(ranker.name(), ranker.version(), ranker.sha256())),
                    encoders)
                .toList())
        .setEventTime(Instant.ofEpochMilli(slate.source().atMillis()))
        .build();
  }

  private static ModelRef modelRef(EncoderRef encoder) {
    return new ModelRef(encoder.name(), encoder.version(), encoder.sha256());
  }

  private static SourcePosition position(Origin origin) {
    return new SourcePosition(origin.topic(), origin.partition(), origin.offset());
  }

  /** The input itself is no longer at hand; its position is. */
  private static io.murmuration.event.DeadLetter refused(ScoredSlate scored) {
    Origin origin = scored.slate().source();
    ModelIdentity model = scored.model();
    return DeadLetters.of(
        new RawRecord(
            origin.topic(),
            origin.partition(),
            origin.offset(),
            origin.atMillis(),
            scored.slate().user().getBytes(StandardCharsets.UTF_8),
            null,
            new String[0],
            new byte[0][]),
        STAGE,
        scored.errorKind(),
        scored.errorMessage(),
        Math.max(1, scored.attempts()),
        new ModelRef(model.name(), model.version(), model.sha256()));
  }
}
