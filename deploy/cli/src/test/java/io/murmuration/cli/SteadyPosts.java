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

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroCodec<Tweet> codec;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> sent = new ArrayList<>();

  SteadyPosts(TestTopics topics) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    codec = AvroCodec.of(Topics.TWEETS, topics.registry());
    timer.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void send() {
    String id = "post-" + sent.size();
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId(id)
            .setAuthorId("author")
            .setText("This is number " + sent.size() + " and it is a lovely day")
            .setCreatedAt(Instant.EPOCH)
            .build();
    producer.send(
        new ProducerRecord<>(
            Topics.TWEETS.name(), id.getBytes(StandardCharsets.UTF_8), codec.encode(tweet)));
    sent.add(id);
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
