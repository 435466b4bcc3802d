package io.murmuration.jobs.rank;

import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.model.djl.SlateRankerLoader;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaSink;
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

  static void define(StreamExecutionEnvironment environment, JobArguments job, Clock clock) {
    RegistryConnector registry = RegistryConnector.to(job.registry());
    EventTime time = EventTime.standard();
    environment.getConfig().enableObjectReuse();
    environment.getConfig().setAutoWatermarkInterval(WATERMARK_EVERY.toMillis());
    environment.setBufferTimeout(BUFFERS.toMillis());
    long shift = time.watermarkShiftMillis();
    long postShift = time.postWatermarkShiftMillis();
    var sources =
        new TimelineRankingPipeline.Sources(
            source(environment, job, Topics.TWEETS_ENRICHED, "posts", postShift, false),
            source(environment, job, Topics.ENGAGEMENTS, "engagements", shift, true),
            source(environment, job, Topics.FOLLOWS, "follows", shift, true));
    new TimelineRankingPipeline(RankPolicy.standard(), time, registry)
        .build(
            sources,
            new SlateRankerLoader(job.models().resolve(RANKER).toString()),
            timelines(job, registry, clock),
            DeadLetters.sink(job.bootstrap(), "rank-dead-letters", registry, clock));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      JobArguments job,
      Topic<?> topic,
      String name,
      long shiftMillis,
      boolean goesOn) {
    return environment
        .fromSource(
            KafkaEnds.source(job.bootstrap(), topic, GROUP),
            PartitionWatermarks.live(shiftMillis, goesOn, IDLE_AFTER),
            name)
        .uid(name);
  }

  /** At least once: a timeline is worth more now than with the next checkpoint. */
  private static KafkaSink<Ranked> timelines(
      JobArguments job, RegistryConnector registry, Clock clock) {
    return KafkaEnds.promptSink(
        job.bootstrap(),
        new TopicSerializer<>(
            () -> Topics.TIMELINES_RANKED,
            Ranked::value,
            RankTimelinesJob::headers,
            registry,
            clock));
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
