package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.Repetition;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.InferenceHeader;
import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.JobSettings;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.Repetitions;
import io.murmuration.jobs.TopicOf;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
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

/** The ads job on Kafka. Flink's own settings come from where it is submitted. */
public final class CreateAdsJob {
  public static final String NAME = "ads";

  /** Of its consumers. */
  public static final String GROUP = "murmuration-ads";

  private static final String IMAGES = "--images";
  private static final Duration WATERMARK_EVERY = Duration.ofMillis(50);

  private static final Duration CHECKPOINT_TAKES = Duration.ofMillis(100);

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

  private static void define(
      StreamExecutionEnvironment environment, JobArguments job, ImageStore images, Clock clock) {
    RegistryConnector registry = RegistryConnector.to(job.registry());
    AdModels models = AdModels.shipped(job.models(), job.memory(), job.device());
    define(
        environment,
        topic -> KafkaEnds.source(job.bootstrap(), topic, GROUP),
        topic -> live(topic == Topics.CAMPAIGNS ? START_WAIT : IDLE_AFTER, disorderOf(topic)),
        registry,
        new CreateAdsPipeline.Settings(
            AuctionRules.defaults(Topics.AD_REQUESTS.partitions()),
            models,
            BriefTemplate.standard(),
            rungs(environment, clock),
            images,
            new ModelLifecycle(
                NAME,
                models.managed(),
                ModelLifecycle.Ends.onKafka(environment, job, GROUP, registry, clock))),
        KafkaEnds.sink(
            job.bootstrap(),
            "ads-creatives",
            serializer(() -> Topics.ADS_CREATIVES, registry, clock)),
        DeadLetters.sink(job.bootstrap(), "ads-dead-letters", registry, clock),
        KafkaEnds.sink(
            job.bootstrap(),
            "ads-repetitions",
            Repetitions.serializer(() -> Topics.REPETITIONS, registry, clock)));
  }

  /**
   * A creative is seen when its transaction is committed: with the next checkpoint, which is half
   * an interval away in the mean and a whole one at the most.
   */
  private static ClockRungs rungs(StreamExecutionEnvironment environment, Clock clock) {
    long interval = Math.max(0, environment.getCheckpointConfig().getCheckpointInterval());
    return new ClockRungs(
        clock, CHECKPOINT_TAKES.plusMillis(interval / 2), CHECKPOINT_TAKES.plusMillis(interval));
  }

  /**
   * The job between the ends of a replay: its sources are bounded, images go into the records.
   *
   * @param routings which versions of the models make which creative
   * @param template of the day, or another
   * @param rungs as production recorded them
   */
  public static void replay(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, Source<RawRecord, ?, ?>> sources,
      RegistryConnector registry,
      AdModels models,
      AdRoutings routings,
      BriefTemplate template,
      RungPolicy rungs,
      Sink<Made> creatives,
      Sink<DeadLetter> deadLetters,
      Sink<Repetition> repetitions) {
    define(
        environment,
        sources,
        topic -> WatermarkStrategy.forBoundedOutOfOrderness(disorderOf(topic)),
        registry,
        new CreateAdsPipeline.Settings(
            AuctionRules.defaults(Topics.AD_REQUESTS.partitions()),
            models,
            template,
            rungs,
            new ImageStore(null),
            null,
            routings),
        creatives,
        deadLetters,
        repetitions);
  }

  private static void define(
      StreamExecutionEnvironment environment,
      Function<Topic<?>, Source<RawRecord, ?, ?>> sources,
      Function<Topic<?>, WatermarkStrategy<RawRecord>> watermarks,
      RegistryConnector registry,
      CreateAdsPipeline.Settings settings,
      Sink<Made> creatives,
      Sink<DeadLetter> deadLetters,
      Sink<Repetition> repetitions) {
    JobSettings.apply(environment, WATERMARK_EVERY);
    Function<Topic<?>, DataStream<RawRecord>> read =
        topic ->
            environment
                .fromSource(sources.apply(topic), watermarks.apply(topic), topic.name())
                .uid(topic.name());
    CreateAdsPipeline.build(
        new CreateAdsPipeline.Sources(
            read.apply(Topics.CAMPAIGNS),
            read.apply(Topics.AD_REQUESTS),
            read.apply(Topics.TWEETS_ENRICHED),
            read.apply(Topics.ADS_CREATIVES)),
        registry,
        settings,
        creatives,
        deadLetters,
        repetitions);
  }

  private static Duration disorderOf(Topic<?> topic) {
    return topic == Topics.TWEETS_ENRICHED || topic == Topics.ADS_CREATIVES
        ? CREATIVES_DISORDER
        : Duration.ZERO;
  }

  private static WatermarkStrategy<RawRecord> live(Duration startWait, Duration disorder) {
    return WatermarkStrategy.<RawRecord>forGenerator(
        context -> new QuietWatermarks<>(Clock.systemUTC(), IDLE_AFTER, startWait, disorder));
  }

  /** How a creative is written, to the job's own topic or a replay's. */
  public static TopicSerializer<Made, Creative> serializer(
      TopicOf<Creative> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, Made::value, CreateAdsJob::headers, registry, clock);
  }

  private static List<Header> headers(Made made) {
    List<Header> headers = new ArrayList<>();
    headers.add(new RecordHeader(RecordHeaders.TRACEPARENT, made.traceparent()));
    if (made.intendedSendTime() != null) {
      headers.add(new RecordHeader(RecordHeaders.INTENDED_SEND_TIME, made.intendedSendTime()));
    }
    InferenceHeader.add(headers, made.inference());
    if (made.approximate() != null) {
      headers.add(RecordHeaders.approximate(made.approximate()));
    }
    return headers;
  }
}
