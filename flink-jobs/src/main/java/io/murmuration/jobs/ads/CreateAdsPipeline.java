package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Repetition;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Decode;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.Repetitions;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Ad requests in, creatives out: each request gets one creative, the answer that there is none and
 * why, or a dead letter; a repeated request_id is written down as one. All that comes in, goes out
 * or is asked comes as an argument.
 */
public final class CreateAdsPipeline {
  /** How long a request waits for the post beside it, and how long a post is known. */
  private static final Duration CONTEXT_WAIT = Duration.ofMillis(100);

  private static final Duration CONTEXT_KEPT = Duration.ofMinutes(30);

  /** Longer than a silent partition holds back the watermark, so that live requests never wait. */
  private static final Duration RIVALS_WINDOW = Duration.ofSeconds(5);

  private static final Duration RIVALS_LIVE = Duration.ofHours(6);
  private static final int CALLS_IN_FLIGHT = 256;

  private CreateAdsPipeline() {}

  /**
   * What flows in, with the records' own stamps as timestamps, and watermarks.
   *
   * @param creatives what this job or another published before; competitors are found there
   */
  public record Sources(
      DataStream<RawRecord> campaigns,
      DataStream<RawRecord> requests,
      DataStream<RawRecord> posts,
      DataStream<RawRecord> creatives) {}

  /**
   * How it works.
   *
   * @param lifecycle of its models, or null: whatever anybody commands, those of the routings
   */
  public record Settings(
      AuctionRules auction,
      AdModels models,
      BriefTemplate template,
      RungPolicy rungs,
      ImageStore images,
      ModelLifecycle lifecycle,
      AdRoutings routings) {
    /** As somebody commands its models. */
    public Settings(
        AuctionRules auction,
        AdModels models,
        BriefTemplate template,
        RungPolicy rungs,
        ImageStore images,
        ModelLifecycle lifecycle) {
      this(auction, models, template, rungs, images, lifecycle, AdRoutings.always(models));
    }

    /** With the same models for all requests. */
    public Settings(
        AuctionRules auction,
        AdModels models,
        BriefTemplate template,
        RungPolicy rungs,
        ImageStore images) {
      this(auction, models, template, rungs, images, null);
    }
  }

  public static void build(
      Sources sources,
      RegistryConnector registry,
      Settings settings,
      Sink<Made> creatives,
      Sink<DeadLetter> deadLetters,
      Sink<Repetition> repetitions) {
    var campaigns = campaigns(sources.campaigns(), registry);
    var decoded =
        sources
            .requests()
            .partitionCustom(new ByPartition(), RawRecord::partition)
            .process(new Decode<>(() -> Topics.AD_REQUESTS, registry, AdCall::of))
            .returns(AdCall.class);
    named(decoded, "decode-requests");
    var valid = decoded.process(new ValidateCall()).returns(AdCall.class);
    named(valid, "validate-requests");

    var placed =
        embed(valid, settings)
            .keyBy(call -> call.source().partition())
            .connect(embedCampaigns(campaigns, settings).broadcast(Auction.CAMPAIGNS))
            .process(new Auction(settings.auction()))
            .returns(Placed.class);
    named(placed, "auction");

    var inContext =
        placed
            .union(placed.getSideOutput(Auction.REUSED))
            .keyBy(JoinContext::keyOf)
            .connect(posts(sources.posts(), registry).keyBy(ContextPost::tweetId))
            .process(new JoinContext(CONTEXT_WAIT, CONTEXT_KEPT, settings.rungs()))
            .returns(InContext.class);
    named(inContext, "join-context");

    var briefed =
        inContext
            .filter(each -> !each.isReused())
            .keyBy(JoinRivals::keyOf)
            .connect(live(sources.creatives(), registry).keyBy(LiveCreative::segmentKey))
            .process(new JoinRivals(RIVALS_WINDOW, RIVALS_LIVE))
            .returns(Briefed.class);
    named(briefed, "join-rivals");

    var made = new MakeStage(settings).make(briefed);

    var reused =
        made.map(CachedCreative::of)
            .returns(CachedCreative.class)
            .union(recalled(sources.creatives()))
            .keyBy(CachedCreative::requestId)
            .connect(inContext.filter(InContext::isReused).keyBy(each -> each.placed().leader()))
            .process(
                new ReuseCreative(
                    settings.auction().cacheWindow().multipliedBy(3),
                    settings.template(),
                    settings.rungs()))
            .returns(Made.class);
    named(reused, "reuse-creative");

    var none =
        placed
            .getSideOutput(Auction.UNMATCHED)
            .map(new SayNone(settings.rungs()))
            .returns(Made.class);
    named(none, "say-none");

    made.union(reused, none).sinkTo(creatives).name("creatives").uid("creatives");
    decoded
        .getSideOutput(DeadLetters.TAG)
        .union(valid.getSideOutput(DeadLetters.TAG), campaigns.getSideOutput(DeadLetters.TAG))
        .sinkTo(deadLetters)
        .name("dead-letters")
        .uid("dead-letters");
    placed
        .getSideOutput(Repetitions.TAG)
        .sinkTo(repetitions)
        .name("repetitions")
        .uid("repetitions");
  }

  private static SingleOutputStreamOperator<CampaignVersion> campaigns(
      DataStream<RawRecord> records, RegistryConnector registry) {
    var campaigns =
        records
            .partitionCustom(new ByPartition(), RawRecord::partition)
            .process(new DecodeCampaign(registry))
            .returns(CampaignVersion.class);
    named(campaigns, "decode-campaigns");
    return campaigns;
  }

  /** In order: a campaign's newest version is its last. */
  private static DataStream<CampaignVersion> embedCampaigns(
      DataStream<CampaignVersion> campaigns, Settings settings) {
    var embedded =
        AsyncDataStream.orderedWait(
                campaigns,
                new AsyncInferenceFunction<>(
                    settings.models().encoder(),
                    BatchLimits.defaults(),
                    settings.models().memory(),
                    version -> AdStudio.URGENT,
                    CampaignVersion::described,
                    CreateAdsPipeline::withVector),
                0,
                TimeUnit.MILLISECONDS,
                CALLS_IN_FLIGHT)
            .returns(TypeInformation.of(CampaignVersion.class));
    named(embedded, "embed-campaigns");
    return embedded;
  }

  private static CampaignVersion withVector(
      CampaignVersion version, InferenceOutcome<PostEncoding> outcome) {
    return new CampaignVersion(version.source(), version.id(), version.campaign(), vector(outcome));
  }

  /** In order: requests draw their budgets by offset. */
  private static DataStream<AdCall> embed(DataStream<AdCall> calls, Settings settings) {
    var embedded =
        AsyncDataStream.orderedWait(
                calls,
                new AsyncInferenceFunction<>(
                    settings.models().encoder(),
                    BatchLimits.defaults(),
                    settings.models().memory(),
                    call -> AdStudio.URGENT,
                    call -> String.join(", ", call.request().getSegment().getInterests()),
                    CreateAdsPipeline::withVector),
                0,
                TimeUnit.MILLISECONDS,
                CALLS_IN_FLIGHT)
            .returns(TypeInformation.of(AdCall.class));
    named(embedded, "embed-requests");
    return embedded;
  }

  private static AdCall withVector(AdCall call, InferenceOutcome<PostEncoding> outcome) {
    return new AdCall(call.source(), call.request(), vector(outcome));
  }

  /** Empty where the encoder refused the text. */
  private static float[] vector(InferenceOutcome<PostEncoding> outcome) {
    return outcome instanceof InferenceOutcome.Done<PostEncoding> done
        ? done.output().vector()
        : new float[0];
  }

  /** What can't be read was never this job's to refuse: who wrote it sees to it. */
  private static DataStream<ContextPost> posts(
      DataStream<RawRecord> records, RegistryConnector registry) {
    var posts =
        records
            .process(
                new Decode<EnrichedTweet, ContextPost>(
                    () -> Topics.TWEETS_ENRICHED,
                    registry,
                    (record, tweet) -> ContextPost.of(tweet)))
            .returns(ContextPost.class);
    named(posts, "decode-posts");
    return posts;
  }

  private static DataStream<CachedCreative> recalled(DataStream<RawRecord> records) {
    return records
        .filter(CachedCreative::isRecall)
        .map(CachedCreative::recalled)
        .returns(CachedCreative.class);
  }

  private static DataStream<LiveCreative> live(
      DataStream<RawRecord> records, RegistryConnector registry) {
    var live =
        records
            .filter(record -> record.value() != null)
            .process(
                new Decode<Creative, LiveCreative>(
                    () -> Topics.ADS_CREATIVES, registry, LiveCreative::of))
            .returns(LiveCreative.class);
    named(live, "decode-creatives");
    return live.filter(LiveCreative::isComparable);
  }

  /** A partition's records stay in order, whatever the parallelism. */
  private static final class ByPartition implements Partitioner<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public int partition(Integer key, int subtasks) {
      return key % subtasks;
    }
  }

  /** State is found again by the uid: it never changes. */
  private static void named(SingleOutputStreamOperator<?> operator, String name) {
    operator.name(name).uid(name);
  }
}
