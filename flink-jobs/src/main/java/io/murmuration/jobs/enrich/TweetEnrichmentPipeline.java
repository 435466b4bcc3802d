package io.murmuration.jobs.enrich;

import io.murmuration.event.DeadLetter;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Decode;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Urgency;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Tweets in, enriched tweets out: each input record is enriched, a dead letter, or a counted
 * repetition. Sources, sinks, the registry and the model come in as arguments.
 */
public final class TweetEnrichmentPipeline {
  /** How long a repeated tweet_id is known for one. */
  static final Duration REPETITION_WINDOW = Duration.ofHours(24);

  /** In flight in a subtask; two subtasks fill the model's queue. */
  private static final int POSTS_IN_FLIGHT = 512;

  private TweetEnrichmentPipeline() {}

  /** Without a memory. */
  public static void build(
      DataStream<RawRecord> tweets,
      RegistryConnector registry,
      ModelLoader<String, PostEncoding> encoder,
      Sink<Enriched> enriched,
      Sink<DeadLetter> deadLetters) {
    build(tweets, registry, encoder, null, enriched, deadLetters);
  }

  /**
   * @param tweets with the records' own stamps as timestamps, and watermarks
   * @param memory of the encoder, or null
   */
  public static void build(
      DataStream<RawRecord> tweets,
      RegistryConnector registry,
      ModelLoader<String, PostEncoding> encoder,
      LocalMemory memory,
      Sink<Enriched> enriched,
      Sink<DeadLetter> deadLetters) {
    var decoded =
        tweets.process(new Decode<>(() -> Topics.TWEETS, registry, Post::new)).returns(Post.class);
    named(decoded, "decode");

    var valid = decoded.process(new Validate()).returns(Post.class);
    named(valid, "validate");

    var unique =
        valid
            .keyBy(post -> post.tweet().getTweetId())
            .process(new Deduplicate(REPETITION_WINDOW))
            .returns(Post.class);
    named(unique, "deduplicate");

    var encoded = embed(unique, encoder, memory);
    named(encoded, "embed");

    var clustered = NearDuplicates.cluster(encoded);
    named(clustered, "choose-cluster");

    var assembled = clustered.process(new Assemble()).returns(Enriched.class);
    named(assembled, "assemble");

    assembled.sinkTo(enriched).name("enriched").uid("enriched");
    decoded
        .getSideOutput(DeadLetters.TAG)
        .union(valid.getSideOutput(DeadLetters.TAG), assembled.getSideOutput(DeadLetters.TAG))
        .sinkTo(deadLetters)
        .name("dead-letters")
        .uid("dead-letters");
  }

  private static SingleOutputStreamOperator<EncodedPost> embed(
      DataStream<Post> posts, ModelLoader<String, PostEncoding> encoder, LocalMemory memory) {
    return AsyncDataStream.unorderedWait(
            posts,
            new AsyncInferenceFunction<>(
                encoder,
                BatchLimits.defaults(),
                memory,
                post -> Urgency.FEED,
                post -> post.tweet().getText(),
                EncodedPost::of),
            0,
            TimeUnit.MILLISECONDS,
            POSTS_IN_FLIGHT)
        .returns(TypeInformation.of(EncodedPost.class));
  }

  /** State is found again by the uid: it never changes. */
  private static void named(SingleOutputStreamOperator<?> operator, String name) {
    operator.name(name).uid(name);
  }
}
