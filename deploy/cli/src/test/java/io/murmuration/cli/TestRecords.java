package io.murmuration.cli;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.Embedding;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Provenance;
import io.murmuration.event.Segment;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.Tweet;
import io.murmuration.loadgen.ads.Campaigns;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What jobs and producers would write, written by a test. */
record TestRecords(TestTopics topics) {

  static Tweet tweet(String id) {
    return Tweet.newBuilder()
        .setTweetId(id)
        .setAuthorId("author")
        .setText("text")
        .setCreatedAt(Instant.EPOCH)
        .build();
  }

  static EnrichedTweet enriched(String id, SourcePosition source) {
    return EnrichedTweet.newBuilder()
        .setTweet(tweet(id))
        .setLanguage("en")
        .setEmbedding(new Embedding("encoder", "1.4.0", List.of(0.5f)))
        .setDuplicateCluster(id)
        .setProvenance(of(source))
        .build();
  }

  static AdRequest request(String id) {
    return AdRequest.newBuilder()
        .setRequestId(id)
        .setSegment(new Segment("en", "25-34", List.of()))
        .setPlacement("feed")
        .setRequestedAt(Instant.EPOCH)
        .setDeadlineMs(1)
        .build();
  }

  static Creative creative(String id, SourcePosition source) {
    return Creative.newBuilder()
        .setRequestId(id)
        .setCampaignId("campaign")
        .setAdvertiser("advertiser")
        .setSegment(new Segment("en", "25-34", List.of()))
        .setHeadline("A headline")
        .setBody("A body.")
        .setCallToAction("Go")
        .setImage(new CreativeImage("image/jpeg", 1, 1, "", null, null))
        .setPredictedCtr(0.01)
        .setRung(CreativeRung.full)
        .setDeadlineMet(true)
        .setProvenance(of(source))
        .build();
  }

  static Campaign campaign(String description) {
    Campaign campaign = Campaigns.running(Instant.EPOCH).get(0);
    campaign.setDescription(description);
    return campaign;
  }

  private static Provenance of(SourcePosition source) {
    return Provenance.newBuilder().setSource(source).setEventTime(Instant.EPOCH).build();
  }

  /**
   * @param value null where the letter holds none
   */
  static DeadLetter letter(SourcePosition source, String kind, String key, byte[] value) {
    return DeadLetter.newBuilder()
        .setOriginalKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
        .setOriginalValue(value == null ? null : ByteBuffer.wrap(value))
        .setSource(source)
        .setStage("stage")
        .setErrorKind(kind)
        .setMessage("m")
        .build();
  }

  <T extends SpecificRecord> byte[] encoded(Topic<T> topic, T value) {
    return AvroCodec.of(topic, topics.registry()).encode(value);
  }

  /** To partition 0. */
  <T extends SpecificRecord> SourcePosition send(Topic<T> topic, T value) throws Exception {
    return send(topic, value, Map.of());
  }

  <T extends SpecificRecord> SourcePosition send(
      Topic<T> topic, T value, Map<String, byte[]> headers) throws Exception {
    byte[] key = topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.name(), 0, key, encoded(topic, value));
    headers.forEach(record.headers()::add);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return new SourcePosition(topic.name(), 0, producer.send(record).get().offset());
    }
  }
}
