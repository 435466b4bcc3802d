package io.murmuration.jobs.rank;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.LateInput;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Decode;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.Ordered;
import io.murmuration.jobs.rank.stages.Placed;
import io.murmuration.jobs.rank.stages.PostInput;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.schemas.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * Posts, engagements and follows in, timelines out. Sources, sinks, the registry and the model come
 * in as arguments. See docs/decisions/0008-timelines.md.
 */
final class TimelineRankingPipeline {
  private final RankPolicy policy;
  private final EventTime time;
  private final RegistryConnector registry;

  TimelineRankingPipeline(RankPolicy policy, EventTime time, RegistryConnector registry) {
    this.policy = policy;
    this.time = time;
    this.registry = registry;
  }

  /** With the records' own stamps as timestamps, and watermarks of {@link EventTime}. */
  record Sources(
      DataStream<RawRecord> posts,
      DataStream<RawRecord> engagements,
      DataStream<RawRecord> follows) {}

  void build(
      Sources sources,
      Lateness lateness,
      ScoreStage ranker,
      Sink<Ranked> timelines,
      Sink<DeadLetter> deadLetters) {
    var posts = posts(sources.posts(), lateness.recorded());
    var engagements = engagements(sources.engagements(), lateness.recorded());
    var follows = follows(sources.follows(), lateness.recorded());
    var followers =
        follows
            .placed()
            .map(input -> ReaderInput.of(input.origin(), input.follow()))
            .returns(ReaderInputHop.TYPE);
    named(followers, "followers");

    var hydrated =
        byKey(posts.placed().union(engagements.placed()))
            .process(new HydrateEngagements(policy))
            .returns(ReaderInputHop.TYPE);
    named(hydrated, "hydrate");

    var published =
        byKey(follows.placed().union(hydrated.getSideOutput(HydrateEngagements.AUTHORS)))
            .process(new PublishPosts(policy))
            .returns(ReaderInputHop.TYPE);
    named(published, "publish");

    var offered =
        byKey(
                hydrated
                    .getSideOutput(HydrateEngagements.POOLS)
                    .union(published.getSideOutput(PublishPosts.POOLS)))
            .process(new OfferFromPools(policy))
            .returns(ReaderInputHop.TYPE);
    named(offered, "offer");

    var slates =
        byKey(hydrated.union(published, offered, followers))
            .process(new PrepareSlates(policy))
            .returns(Slate.class);
    named(slates, "prepare");

    var scored = ranker.score(slates);

    var selected = scored.process(new SelectTimeline(policy)).returns(Ranked.class);
    named(selected, "select");

    var changed = byKey(selected).process(new EmitChanges()).returns(Ranked.class);
    named(changed, "emit-changes");

    changed.sinkTo(timelines).name("timelines").uid("timelines");
    posts
        .refused()
        .union(engagements.refused(), follows.refused(), selected.getSideOutput(DeadLetters.TAG))
        .sinkTo(deadLetters)
        .name("dead-letters")
        .uid("dead-letters");
    if (lateness.written() != null) {
      posts
          .late()
          .union(engagements.late(), follows.late())
          .sinkTo(lateness.written())
          .name("late-inputs")
          .uid("late-inputs");
    }
  }

  /** A topic's records, decoded, checked, and each at its place in time. */
  private record Taken<I>(
      SingleOutputStreamOperator<I> placed,
      DataStream<LateInput> late,
      DataStream<DeadLetter> refused) {}

  private Taken<PostInput> posts(DataStream<RawRecord> records, LateInputs recorded) {
    return taken(
        "posts",
        records.process(new Decode<>(() -> Topics.TWEETS_ENRICHED, registry, Inputs.Post::new)),
        Inputs.Post.class,
        new TakePosts(time),
        PostInput.class,
        new PlaceInputs<>(time.postWatermarkShiftMillis(), recorded));
  }

  private Taken<PostInput> engagements(DataStream<RawRecord> records, LateInputs recorded) {
    return taken(
        "engagements",
        records.process(new Decode<>(() -> Topics.ENGAGEMENTS, registry, Inputs.Engaged::new)),
        Inputs.Engaged.class,
        new TakeEngagements(time),
        PostInput.class,
        new PlaceInputs<>(time.watermarkShiftMillis(), recorded));
  }

  /** Follows and their ends go one way: a partition's order is kept. */
  private Taken<AuthorInput> follows(DataStream<RawRecord> records, LateInputs recorded) {
    return taken(
        "follows",
        records.process(
            Decode.withTombstones(() -> Topics.FOLLOWS, registry, Inputs.Followed::new)),
        Inputs.Followed.class,
        new TakeFollows(time),
        AuthorInput.class,
        new PlaceInputs<>(time.watermarkShiftMillis(), recorded));
  }

  private static <R, I extends Placed<I>> Taken<I> taken(
      String topic,
      SingleOutputStreamOperator<R> decoded,
      Class<R> read,
      ProcessFunction<R, I> take,
      Class<I> type,
      PlaceInputs<I> place) {
    named(decoded.returns(read), "decode-" + topic);
    var taken = decoded.process(take).returns(type);
    named(taken, "take-" + topic);
    var placed = taken.transform("place-" + topic, TypeInformation.of(type), place);
    named(placed, "place-" + topic);
    return new Taken<>(
        placed,
        placed.getSideOutput(LateInputs.TAG),
        decoded.getSideOutput(DeadLetters.TAG).union(taken.getSideOutput(DeadLetters.TAG)));
  }

  private static <I extends Ordered> KeyedStream<I, String> byKey(DataStream<I> inputs) {
    return inputs.keyBy(Ordered::key, Types.STRING);
  }

  /** State is found again by the uid: it never changes. */
  private static void named(SingleOutputStreamOperator<?> operator, String name) {
    operator.name(name).uid(name);
  }
}
