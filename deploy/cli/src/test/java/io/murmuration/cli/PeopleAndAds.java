package io.murmuration.cli;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.Follow;
import io.murmuration.event.Segment;
import io.murmuration.loadgen.ads.Campaigns;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What rank and ads read beside posts: a few people, campaigns and requests. */
record PeopleAndAds(TestTopics topics) {
  static final int READERS = 6;
  static final int REQUESTS = 8;

  /** To be sent first: a campaign takes effect some seconds later. */
  void campaignsAndFollows(String author) {
    Instant now = Instant.now();
    send(Topics.CAMPAIGNS, Campaigns.running(now));
    send(
        Topics.FOLLOWS,
        IntStream.range(0, READERS).mapToObj(i -> new Follow("r" + i, author, now)).toList());
  }

  /** Each reader likes two posts. */
  void likes(String postPrefix) {
    Instant now = Instant.now();
    send(
        Topics.ENGAGEMENTS,
        IntStream.range(0, 2 * READERS)
            .mapToObj(
                i ->
                    Engagement.newBuilder()
                        .setUserId("r" + i % READERS)
                        .setTweetId(postPrefix + i)
                        .setKind(EngagementKind.like)
                        .setAt(now)
                        .build())
            .toList());
  }

  /** With time and without; beside posts, one of which there is not; one that nobody wants. */
  void requests(String postPrefix) {
    Instant now = Instant.now();
    send(
        Topics.AD_REQUESTS,
        IntStream.range(0, REQUESTS)
            .mapToObj(
                i ->
                    AdRequest.newBuilder()
                        .setRequestId("q" + i)
                        .setSegment(
                            new Segment(
                                i == 7 ? "de" : i % 2 == 0 ? "en" : "fr",
                                "25-34",
                                List.of("cooking")))
                        .setPlacement("feed")
                        .setContextTweetIds(
                            i == 0 ? List.of() : List.of(postPrefix + (i == 1 ? "none" : i)))
                        .setRequestedAt(now)
                        .setDeadlineMs(i % 3 == 2 ? 1 : 60_000)
                        .build())
            .toList());
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, List<T> values) {
    AvroCodec<T> codec = AvroCodec.of(topic, topics.registry());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (T value : values) {
        byte[] key = topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(value)));
      }
    }
  }
}
