package io.murmuration.jobs.rank;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.RankedTimeline;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.InferenceHeader;
import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.JobSettings;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicOf;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.jobs.rank.LiveWatermarks.Pace;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.model.djl.SlateRankerLoader;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.model.rank.RankScores;
import io.murmuration.model.rank.RankerSmokeTest;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The rank job on Kafka. Flink's own settings come from where it is submitted. */
public final class RankTimelinesJob {
  public static final String NAME = "rank";

  /** The folder of the ranker of the day, under that of the shipped models. */
  public static final String RANKER = "timeline-ranker/1.0.0";

  private static final String GROUP = "murmuration-rank";

  private static final String POSTS = "posts";
  private static final String ENGAGEMENTS = "engagements";
  private static final String FOLLOWS = "follows";

  private static final Duration WATERMARK_EVERY = Duration.ofMillis(20);

  private RankTimelinesJob() {}

  public static void main(String... arguments) throws Exception {
    JobArguments job = JobArguments.parse(arguments);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(job.parallelism());
    define(environment, job, Clock.systemUTC());
    environment.execute(NAME);
  }

  private static void define(
      StreamExecutionEnvironment environment, JobArguments job, Clock clock) {
    RegistryConnector registry = RegistryConnector.to(job.registry());
    EventTime time = EventTime.standard();
    var posts = LiveWatermarks.of(Pace.ofPosts(time), clock);
    var people = LiveWatermarks.of(Pace.ofPeople(time), clock);
    Function<Topic<?>, Source<RawRecord, ?, ?>> sources =
        topic -> KafkaEnds.source(job.bootstrap(), topic, GROUP);
    define(
        environment,
        new TimelineRankingPipeline.Sources(
            live(environment, sources, Topics.TWEETS_ENRICHED, posts, POSTS),
            live(environment, sources, Topics.ENGAGEMENTS, people, ENGAGEMENTS),
            live(environment, sources, Topics.FOLLOWS, people, FOLLOWS)),
        Lateness.writtenTo(
            // Exactly once: what a restart takes back must not stand beside what it decides anew.
            KafkaEnds.sink(
                job.bootstrap(),
                "rank-late-inputs",
                LateInputs.serializer(() -> Topics.LATE_INPUTS, registry, clock))),
        registry,
        ranker(environment, job, registry, clock),
        // At least once: a timeline is worth more now than with the next checkpoint.
        KafkaEnds.promptSink(
            job.bootstrap(), serializer(() -> Topics.TIMELINES_RANKED, registry, clock)),
        DeadLetters.sink(job.bootstrap(), "rank-dead-letters", registry, clock));
  }

  /** From a post's stamp to the last timeline that it leads to, and a little more. */
  public static Duration settlesAfter() {
    return EventTime.standard()
        .postDelay()
        .plus(PrepareSlates.AWAY_TICK)
        .plus(Duration.ofSeconds(2));
  }

  /**
   * The job between the ends of a replay: its sources are bounded.
   *
   * @param late where production counted what came late
   * @param rankers which version ranks which slate
   */
  public static void replay(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, Source<RawRecord, ?, ?>> sources,
      RegistryConnector registry,
      LateInputs late,
      RoutingTable rankers,
      Sink<Ranked> timelines,
      Sink<DeadLetter> deadLetters) {
    EventTime time = EventTime.standard();
    var posts = PartitionWatermarks.bounded(time.postWatermarkShiftMillis());
    var people = PartitionWatermarks.bounded(time.watermarkShiftMillis());
    define(
        environment,
        new TimelineRankingPipeline.Sources(
            source(environment, sources, Topics.TWEETS_ENRICHED, posts, POSTS),
            source(environment, sources, Topics.ENGAGEMENTS, people, ENGAGEMENTS),
            source(environment, sources, Topics.FOLLOWS, people, FOLLOWS)),
        Lateness.asIn(late),
        registry,
        new PlannedRanker(versions(rankers.shipped()), rankers),
        timelines,
        deadLetters);
  }

  private static CommandedRanker ranker(
      StreamExecutionEnvironment environment,
      JobArguments job,
      RegistryConnector registry,
      Clock clock) {
    ModelRevision shipped = ModelRevision.in(job.models().resolve(RANKER));
    var versions = versions(shipped);
    return new CommandedRanker(
        new ModelLifecycle(
            shipped.name(),
            List.of(CommandedRanker.managed(versions)),
            ModelLifecycle.Ends.onKafka(environment, job, GROUP, registry, clock)),
        versions);
  }

  static ModelVersions<float[][], List<RankScores>> versions(ModelRevision shipped) {
    return new ModelVersions<>(shipped, RankTimelinesJob::load, ScoreStage.SLATES, null);
  }

  /** A version serves when it is whole, the one that was meant, and passes its smoke test. */
  static ModelLoader<float[][], List<RankScores>> load(ModelRevision revision) {
    return new CheckedLoader<>(
        new SlateRankerLoader(revision.folder().toString()), revision, RankerSmokeTest.ofSlates());
  }

  private static void define(
      StreamExecutionEnvironment environment,
      TimelineRankingPipeline.Sources sources,
      Lateness lateness,
      RegistryConnector registry,
      ScoreStage ranker,
      Sink<Ranked> timelines,
      Sink<DeadLetter> deadLetters) {
    JobSettings.apply(environment, WATERMARK_EVERY);
    new TimelineRankingPipeline(RankPolicy.standard(), EventTime.standard(), registry)
        .build(sources, lateness, ranker, timelines, deadLetters);
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, Source<RawRecord, ?, ?>> sources,
      Topic<?> topic,
      WatermarkStrategy<RawRecord> watermarks,
      String name) {
    return environment.fromSource(sources.apply(topic), watermarks, name).uid(name);
  }

  /** Its watermarks are made behind the source, which has partitions step aside in a silence. */
  private static DataStream<RawRecord> live(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, Source<RawRecord, ?, ?>> sources,
      Topic<?> topic,
      WatermarkStrategy<RawRecord> watermarks,
      String name) {
    return source(environment, sources, topic, WatermarkStrategy.noWatermarks(), name)
        .assignTimestampsAndWatermarks(watermarks)
        .uid(name + "-time");
  }

  /** How a timeline is written, to the job's own topic or a replay's. */
  public static TopicSerializer<Ranked, RankedTimeline> serializer(
      TopicOf<RankedTimeline> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, Ranked::value, RankTimelinesJob::headers, registry, clock);
  }

  /** The trace is that of the origin's position: what its header said is in no state. */
  private static List<Header> headers(Ranked ranked) {
    List<Header> headers = new ArrayList<>();
    headers.add(
        new RecordHeader(
            RecordHeaders.TRACEPARENT,
            TraceContext.of(ranked.value().getProvenance().getSource(), null)
                .child(NAME)
                .traceparent()));
    if (ranked.origin().sentAtMillis() != Origin.UNKNOWN) {
      headers.add(
          new RecordHeader(
              RecordHeaders.INTENDED_SEND_TIME,
              RecordHeaders.ofMillis(ranked.origin().sentAtMillis())));
    }
    InferenceHeader.add(headers, ranked.inference());
    return headers;
  }
}
