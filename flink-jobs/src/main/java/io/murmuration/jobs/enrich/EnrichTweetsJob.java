package io.murmuration.jobs.enrich;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Repetition;
import io.murmuration.event.ShadowComparison;
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
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.EncoderSmokeTest;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RevisionLoader;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The enrich job on Kafka. Flink's own settings come from where it is submitted. */
public final class EnrichTweetsJob {
  public static final String NAME = "enrich";

  /** The folder of the encoder of the day, under that of the shipped models. */
  public static final String ENCODER = "encoder/1.4.0";

  /** Of the vectors in tweets.enriched, whichever version makes them. */
  private static final int DIMENSION = 384;

  private static final String GROUP = "murmuration-enrich";

  /**
   * A partition without posts holds back no timer for longer than this, nor, after a start, a post
   * that must know what was near it before.
   */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(3);

  /** After a silence a post waits for the next watermark. */
  private static final Duration WATERMARK_EVERY = Duration.ofMillis(50);

  private EnrichTweetsJob() {}

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
    define(
        environment,
        KafkaEnds.source(job.bootstrap(), Topics.TWEETS, GROUP),
        WatermarkStrategy.<RawRecord>forMonotonousTimestamps().withIdleness(IDLE_AFTER),
        registry,
        encoder(environment, job, registry, clock),
        KafkaEnds.sink(
            job.bootstrap(),
            "enrich-enriched",
            serializer(() -> Topics.TWEETS_ENRICHED, registry, clock)),
        DeadLetters.sink(job.bootstrap(), "enrich-dead-letters", registry, clock),
        KafkaEnds.sink(
            job.bootstrap(),
            "enrich-repetitions",
            Repetitions.serializer(() -> Topics.REPETITIONS, registry, clock)));
  }

  /**
   * The job between other ends, as a replay has them.
   *
   * @param encoder with one model, or as ordered
   */
  public static void define(
      StreamExecutionEnvironment environment,
      Source<RawRecord, ?, ?> tweets,
      WatermarkStrategy<RawRecord> watermarks,
      RegistryConnector registry,
      EmbedStage encoder,
      Sink<Enriched> enriched,
      Sink<DeadLetter> deadLetters,
      Sink<Repetition> repetitions) {
    JobSettings.apply(environment, WATERMARK_EVERY);
    TweetEnrichmentPipeline.build(
        environment.fromSource(tweets, watermarks, "tweets").uid("tweets"),
        registry,
        encoder,
        enriched,
        deadLetters,
        repetitions);
  }

  private static CommandedEncoder encoder(
      StreamExecutionEnvironment environment,
      JobArguments job,
      RegistryConnector registry,
      Clock clock) {
    ModelRevision shipped = ModelRevision.in(job.models().resolve(ENCODER));
    var versions =
        new ModelVersions<>(shipped, loader(job.device()), BatchLimits.defaults(), job.memory());
    return new CommandedEncoder(
        new ModelLifecycle(
            shipped.name(),
            List.of(ManagedModel.compared(versions)),
            ModelLifecycle.Ends.onKafka(environment, job, GROUP, registry, clock)),
        versions,
        KafkaEnds.sink(
            job.bootstrap(),
            "enrich-shadow",
            new TopicSerializer<ShadowComparison, ShadowComparison>(
                () -> Topics.TWEETS_SHADOW, one -> one, one -> List.of(), registry, clock)));
  }

  /** A version serves when it is whole, the one that was meant, and passes its smoke test. */
  static RevisionLoader<String, PostEncoding> loader(ComputeDevice device) {
    return revision -> {
      String folder = revision.folder().toString();
      return new CheckedLoader<>(
          new PostEncoderLoader(folder, 0, device),
          revision,
          new EncoderSmokeTest(DIMENSION, folder));
    };
  }

  /**
   * With the versions of a table, whatever anybody commands.
   *
   * @param memory or null
   */
  public static EmbedStage encoder(RoutingTable table, LocalMemory memory, ComputeDevice device) {
    return new PlannedEncoder(
        new ModelVersions<>(table.shipped(), loader(device), BatchLimits.defaults(), memory),
        table);
  }

  /** How an enriched tweet is written, to the job's own topic or a replay's. */
  public static TopicSerializer<Enriched, EnrichedTweet> serializer(
      TopicOf<EnrichedTweet> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, Enriched::value, EnrichTweetsJob::headers, registry, clock);
  }

  private static List<Header> headers(Enriched enriched) {
    List<Header> headers = new ArrayList<>();
    headers.add(new RecordHeader(RecordHeaders.TRACEPARENT, enriched.traceparent()));
    if (enriched.intendedSendTime() != null) {
      headers.add(new RecordHeader(RecordHeaders.INTENDED_SEND_TIME, enriched.intendedSendTime()));
    }
    InferenceHeader.add(headers, enriched.inference());
    if (enriched.approximate() != null) {
      headers.add(RecordHeaders.approximate(enriched.approximate()));
    }
    return headers;
  }
}
