package io.murmuration.jobs.enrich;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.Repetition;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Decode;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.Repetitions;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Tweets in, enriched tweets out: each input record is enriched, a dead letter, or a counted
 * repetition. Sources, sinks, the registry and the model come in as arguments.
 */
public final class TweetEnrichmentPipeline {
  /** How long a repeated tweet_id is known for one. */
  static final Duration REPETITION_WINDOW = Duration.ofHours(24);

  private TweetEnrichmentPipeline() {}

  /**
   * @param tweets with the records' own stamps as timestamps, and watermarks
   */
  public static void build(
      DataStream<RawRecord> tweets,
      RegistryConnector registry,
      EmbedStage encoder,
      Sink<Enriched> enriched,
      Sink<DeadLetter> deadLetters,
      Sink<Repetition> repetitions) {
    var decoded =
        tweets
            .process(new Decode<>(() -> Topics.TWEETS, registry, Post::new))
            .returns(PostHop.TYPE);
    named(decoded, "decode");

    var valid = decoded.process(new Validate()).returns(PostHop.TYPE);
    named(valid, "validate");

    var unique =
        valid
            .keyBy(post -> post.tweet().getTweetId())
            .process(new Deduplicate(REPETITION_WINDOW))
            .returns(PostHop.TYPE);
    named(unique, "deduplicate");

    var encoded = encoder.embed(unique);

    var clustered = NearDuplicates.cluster(encoded.posts());
    named(clustered, "choose-cluster");

    var assembled = clustered.process(new Assemble()).returns(Enriched.class);
    named(assembled, "assemble");

    assembled.sinkTo(enriched).name("enriched").uid("enriched");
    DataStream<DeadLetter> dead =
        decoded
            .getSideOutput(DeadLetters.TAG)
            .union(valid.getSideOutput(DeadLetters.TAG), assembled.getSideOutput(DeadLetters.TAG));
    for (DataStream<DeadLetter> refused : encoded.refused()) {
      dead = dead.union(refused);
    }
    dead.sinkTo(deadLetters).name("dead-letters").uid("dead-letters");
    unique
        .getSideOutput(Repetitions.TAG)
        .sinkTo(repetitions)
        .name("repetitions")
        .uid("repetitions");
  }

  /** State is found again by the uid: it never changes. */
  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String name) {
    return operator.name(name).uid(name);
  }
}
