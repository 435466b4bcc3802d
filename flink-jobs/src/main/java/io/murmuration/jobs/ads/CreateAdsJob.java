package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The ads job on Kafka. Flink's own settings come from where it is submitted. */
public final class CreateAdsJob {
  public static final String NAME = "ads";

  /** Of its consumers. */
  public static final String GROUP = "murmuration-ads";

  private static final String IMAGES = "--images";
  private static final Duration WATERMARK_EVERY = Duration.ofMillis(50);

  /** A partition that was read and is silent holds a request back for no longer. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

  /** At a start, how long campaigns are waited for; there may be none. */
  private static final Duration START_WAIT = Duration.ofSeconds(8);

  /** Creatives are stamped where they are written, by several writers. */
  private static final Duration CREATIVES_DISORDER = Duration.ofSeconds(2);

  private CreateAdsJob() {}

  /**
   * @param arguments as {@link JobArguments} takes them, and {@code --images URI} for the folder of
   *     images too large for a record
   */
  public static void main(String... arguments) throws Exception {
    List<String> plain = new ArrayList<>(List.of(arguments));
    int at = plain.indexOf(IMAGES);
    String images = null;
    if (at >= 0 && at + 1 < plain.size()) {
      images = plain.get(at + 1);
      plain.subList(at, at + 2).clear();
    }
    JobArguments job = JobArguments.parse(plain.toArray(String[]::new));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(job.parallelism());
    define(environment, job, new ImageStore(images), Clock.systemUTC());
    environment.execute(NAME);
  }

  static void define(
      StreamExecutionEnvironment environment, JobArguments job, ImageStore images, Clock clock) {
    RegistryConnector registry = RegistryConnector.to(job.registry());
    environment.getConfig().enableObjectReuse();
    environment.getConfig().setAutoWatermarkInterval(WATERMARK_EVERY.toMillis());
    CreateAdsPipeline.build(
        new CreateAdsPipeline.Sources(
            source(environment, job, Topics.CAMPAIGNS, START_WAIT, Duration.ZERO),
            source(environment, job, Topics.AD_REQUESTS, IDLE_AFTER, Duration.ZERO),
            source(environment, job, Topics.TWEETS_ENRICHED, IDLE_AFTER, CREATIVES_DISORDER),
            source(environment, job, Topics.ADS_CREATIVES, IDLE_AFTER, CREATIVES_DISORDER)),
        registry,
        new CreateAdsPipeline.Settings(
            AuctionRules.defaults(Topics.AD_REQUESTS.partitions()),
            AdModels.shipped(job.models(), job.memory()),
            ClockRungs.defaults(clock),
            images),
        creatives(job, registry, clock),
        DeadLetters.sink(job.bootstrap(), "ads-dead-letters", registry, clock));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      JobArguments job,
      Topic<?> topic,
      Duration startWait,
      Duration disorder) {
    WatermarkStrategy<RawRecord> watermarks =
        WatermarkStrategy.<RawRecord>forGenerator(
            context -> new QuietWatermarks<>(Clock.systemUTC(), IDLE_AFTER, startWait, disorder));
    return environment
        .fromSource(KafkaEnds.source(job.bootstrap(), topic, GROUP), watermarks, topic.name())
        .uid(topic.name());
  }

  private static KafkaSink<Made> creatives(
      JobArguments job, RegistryConnector registry, Clock clock) {
    return KafkaEnds.sink(
        job.bootstrap(),
        "ads-creatives",
        new TopicSerializer<Made, Creative>(
            () -> Topics.ADS_CREATIVES,
            Made::value,
            made ->
                made.intendedSendTime() == null
                    ? List.of()
                    : List.of(
                        new RecordHeader(
                            RecordHeaders.INTENDED_SEND_TIME, made.intendedSendTime())),
            registry,
            clock));
  }
}
