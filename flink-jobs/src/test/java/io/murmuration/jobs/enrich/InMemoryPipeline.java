package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Tweet;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline with the shipped encoder, its sources and sinks in memory. */
final class InMemoryPipeline {
  static final SchemaRegistryClient REGISTRY = registry();
  private static final AvroCodec<Tweet> TWEETS = AvroCodec.of(Topics.TWEETS, REGISTRY);

  private InMemoryPipeline() {}

  /** By tweet_id. A second value of an id fails the test, and so does a dead letter. */
  static Map<String, EnrichedTweet> run(String name, List<RawRecord> records, int parallelism)
      throws Exception {
    return run(name, records, parallelism, environment -> shipped());
  }

  /** What a run's encoder is, when its environment is there. */
  interface Encoder {
    EmbedStage in(StreamExecutionEnvironment environment);
  }

  static Map<String, EnrichedTweet> run(
      String name, List<RawRecord> records, int parallelism, Encoder encoder) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    CollectingSink<Enriched> enriched = new CollectingSink<>(name + "-enriched");
    CollectingSink<DeadLetter> dead = new CollectingSink<>(name + "-dead");
    TweetEnrichmentPipeline.build(
        environment.fromData(records, TypeInformation.of(RawRecord.class)),
        () -> REGISTRY,
        encoder.in(environment),
        enriched,
        dead,
        new CollectingSink<>(name + "-repetitions"));

    environment.execute(name);

    assertThat(dead.take()).isEmpty();
    return enriched.take().stream()
        .collect(Collectors.toMap(e -> e.value().getTweet().getTweetId(), Enriched::value));
  }

  static Path shippedFolder() {
    return Path.of(System.getProperty("murmuration.models"), EnrichTweetsJob.ENCODER);
  }

  private static EmbedStage shipped() {
    return EnrichTweetsJob.encoder(
        RoutingTable.always(ModelRevision.in(shippedFolder())), null, ComputeDevice.CPU);
  }

  /** The post with the id "t" and this number, in one of two partitions. */
  static RawRecord record(int number, long stamp, String text) {
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId("t" + number)
            .setAuthorId("author")
            .setText(text)
            .setCreatedAt(Instant.EPOCH)
            .build();
    return new RawRecord(
        Topics.TWEETS.name(),
        number % 2,
        number / 2,
        stamp,
        null,
        TWEETS.encode(tweet),
        new String[0],
        new byte[0][]);
  }

  private static SchemaRegistryClient registry() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    SchemaRegistry.provision(registry, Topics.all());
    return registry;
  }
}
