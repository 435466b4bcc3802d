package io.murmuration.cli;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.Segment;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Readers who like a post now and then, and requests for ads, until it is stopped. */
final class SteadyPeople implements AutoCloseable {
  private static final long LIKE_EVERY_MILLIS = 300;
  private static final long REQUEST_EVERY_MILLIS = 1_500;
  private static final int LIKED_POSTS = 50;
  private static final int DEADLINE_MILLIS = 60_000;

  private final TestTopics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> requested = new ArrayList<>();
  private int likes;

  SteadyPeople(TestTopics topics) {
    this.topics = topics;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    timer.scheduleAtFixedRate(this::like, 0, LIKE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    timer.scheduleAtFixedRate(this::request, 0, REQUEST_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void like() {
    int number = likes++;
    send(
        Topics.ENGAGEMENTS,
        Engagement.newBuilder()
            .setUserId("r" + number % PeopleAndAds.READERS)
            .setTweetId("post-" + number % LIKED_POSTS)
            .setKind(EngagementKind.like)
            .setAt(Instant.now())
            .build());
  }

  /** Each for readers of its own, so that none is given another's creative. */
  private void request() {
    String id = "steady-" + requested.size();
    send(
        Topics.AD_REQUESTS,
        AdRequest.newBuilder()
            .setRequestId(id)
            .setSegment(new Segment("en", "25-34", List.of("cooking", "interest " + id)))
            .setPlacement("feed")
            .setRequestedAt(Instant.now())
            .setDeadlineMs(DEADLINE_MILLIS)
            .build());
    requested.add(id);
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, T value) {
    byte[] key = topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(
            topic.name(), key, AvroCodec.of(topic, topics.registry()).encode(value)));
  }

  /** The ids of all requests. */
  List<String> stop() throws InterruptedException {
    timer.shutdown();
    timer.awaitTermination(10, TimeUnit.SECONDS);
    producer.flush();
    return requested;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    producer.close();
  }
}
