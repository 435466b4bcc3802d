package io.murmuration.cli;

import io.murmuration.event.Tweet;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a post every few milliseconds until it is stopped. */
final class SteadyPosts implements AutoCloseable {
  private static final long EVERY_MILLIS = 20;
  private static final List<String> WORDS =
      List.of(
          "bread",
          "trains",
          "winter",
          "football",
          "guitars",
          "rivers",
          "elections",
          "gardens",
          "phones",
          "novels",
          "cheese",
          "bicycles",
          "planets",
          "dentists",
          "harbours",
          "puppies",
          "mathematics",
          "sandals",
          "thunder");

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroCodec<Tweet> codec;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> sent = new ArrayList<>();

  SteadyPosts(TestTopics topics) {
    this(topics, EVERY_MILLIS);
  }

  SteadyPosts(TestTopics topics, long everyMillis) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    codec = AvroCodec.of(Topics.TWEETS, topics.registry());
    timer.scheduleAtFixedRate(this::send, 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  private void send() {
    String id = "post-" + sent.size();
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId(id)
            .setAuthorId("author")
            .setText(text(sent.size()))
            .setCreatedAt(Instant.now())
            .build();
    producer.send(
        new ProducerRecord<>(
            Topics.TWEETS.name(), id.getBytes(StandardCharsets.UTF_8), codec.encode(tweet)));
    sent.add(id);
  }

  /** No two alike, or a timeline would show one of them. */
  private static String text(int number) {
    int words = WORDS.size();
    return "%s %s and %s, said number %d"
        .formatted(
            WORDS.get(number % words),
            WORDS.get(number / words % words),
            WORDS.get(number * 7 % words),
            number);
  }

  /** The ids of all posts. */
  List<String> stop() throws InterruptedException {
    timer.shutdown();
    timer.awaitTermination(10, TimeUnit.SECONDS);
    producer.flush();
    return sent;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    producer.close();
  }
}
