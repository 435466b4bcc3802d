package io.murmuration.jobs.rank;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.RankedTimeline;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicOf;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.model.djl.SlateRankerLoader;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.KafkaSource;
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

  /** A silent partition holds back nobody for longer than this. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(2);

  private static final Duration WATERMARK_EVERY = Duration.ofMillis(20);

  /** Four hops stand between a like and its timeline: none waits to fill a buffer. */
  private static final Duration BUFFERS = Duration.ofMillis(5);

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
    define(
        environment,
        topic -> KafkaEnds.source(job.bootstrap(), topic, GROUP),
        new Watermarks(
            PartitionWatermarks.live(time.postWatermarkShiftMillis(), IDLE_AFTER),
            WatermarkStrategy.noWatermarks(),
            PeopleWatermarks.live(time.watermarkShiftMillis(), new SystemClocks(clock))),
        registry,
        job.models().resolve(RANKER),
        // At least once: a timeline is worth more now than with the next checkpoint.
        KafkaEnds.promptSink(
            job.bootstrap(), serializer(() -> Topics.TIMELINES_RANKED, registry, clock)),
        DeadLetters.sink(job.bootstrap(), "rank-dead-letters", registry, clock));
  }

  /** The job between the ends of a replay: its sources are bounded. */
  public static void replay(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, KafkaSource<RawRecord>> sources,
      RegistryConnector registry,
      Path ranker,
      Sink<Ranked> timelines,
      Sink<DeadLetter> deadLetters) {
    EventTime time = EventTime.standard();
    define(
        environment,
        sources,
        new Watermarks(
            PartitionWatermarks.bounded(time.postWatermarkShiftMillis()),
            PartitionWatermarks.bounded(time.watermarkShiftMillis()),
            null),
        registry,
        ranker,
        timelines,
        deadLetters);
  }

  private static void define(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, KafkaSource<RawRecord>> sources,
      Watermarks watermarks,
      RegistryConnector registry,
      Path ranker,
      Sink<Ranked> timelines,
      Sink<DeadLetter> deadLetters) {
    environment.getConfig().enableObjectReuse();
    environment.getConfig().setAutoWatermarkInterval(WATERMARK_EVERY.toMillis());
    environment.setBufferTimeout(BUFFERS.toMillis());
    new TimelineRankingPipeline(RankPolicy.standard(), EventTime.standard(), registry)
        .build(
            new TimelineRankingPipeline.Sources(
                environment
                    .fromSource(
                        sources.apply(Topics.TWEETS_ENRICHED), watermarks.ofPosts(), "posts")
                    .uid("posts"),
                people(environment, sources.apply(Topics.ENGAGEMENTS), watermarks, "engagements"),
                people(environment, sources.apply(Topics.FOLLOWS), watermarks, "follows")),
            new SlateRankerLoader(ranker.toString()),
            timelines,
            deadLetters);
  }

  private static DataStream<RawRecord> people(
      StreamExecutionEnvironment environment,
      KafkaSource<RawRecord> source,
      Watermarks watermarks,
      String name) {
    DataStream<RawRecord> records =
        environment.fromSource(source, watermarks.ofPeoplesPartitions(), name).uid(name);
    return watermarks.ofPeople() == null
        ? records
        : records.assignTimestampsAndWatermarks(watermarks.ofPeople()).uid(name + "-time");
  }

  /**
   * @param ofPeople behind the source, for all its partitions at once; null where the partitions'
   *     own do
   */
  private record Watermarks(
      WatermarkStrategy<RawRecord> ofPosts,
      WatermarkStrategy<RawRecord> ofPeoplesPartitions,
      WatermarkStrategy<RawRecord> ofPeople) {}

  private record SystemClocks(Clock wall) implements PeopleWatermarks.Clocks {
    private static final long serialVersionUID = 1;

    @Override
    public long relativeMillis() {
      return System.nanoTime() / 1_000_000;
    }
  }

  /** How a timeline is written, to the job's own topic or a replay's. */
  public static TopicSerializer<Ranked, RankedTimeline> serializer(
      TopicOf<RankedTimeline> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, Ranked::value, RankTimelinesJob::headers, registry, clock);
  }

  private static List<Header> headers(Ranked ranked) {
    return ranked.origin().sentAtMillis() == Origin.UNKNOWN
        ? List.of()
        : List.of(
            new RecordHeader(
                RecordHeaders.INTENDED_SEND_TIME,
                RecordHeaders.ofMillis(ranked.origin().sentAtMillis())));
  }
}
