package io.murmuration.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeFeedback;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Provenance;
import io.murmuration.event.Segment;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.AvroDeserializer;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AdAudienceTest {
  private static final TopicPartition CREATIVES =
      new TopicPartition(Topics.ADS_CREATIVES.name(), 0);

  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final LoadMeter meter = new LoadMeter();
  private long offset;

  AdAudienceTest() {
    SchemaRegistry.provision(registry, Topics.all());
    consumer.assign(List.of(CREATIVES));
    consumer.updateBeginningOffsets(Map.of(CREATIVES, 0L));
  }

  @Test
  void skipsAndCountsWhatItCantReadAndGoesOn() throws Exception {
    BlockingQueue<CreativeFeedback> feedback = new LinkedBlockingQueue<>();
    add("undecodable", new byte[] {1, 2, 3});
    add(null, creative("without-key"));
    add("recalled", null);
    add("whole", creative("whole"));

    try (AdAudience audience = audience(feedback::add)) {
      CreativeFeedback first = feedback.poll(30, TimeUnit.SECONDS);

      assertThat(first).extracting(CreativeFeedback::getRequestId).isEqualTo("whole");
      assertThat(meter.snapshot().skipped()).isEqualTo(2);
      assertThat(audience.recentPosts()).isEmpty();
    }
  }

  @Test
  void saysThatItHasStopped() throws Exception {
    CountDownLatch shown = new CountDownLatch(1);
    add("whole", creative("whole"));
    AdAudience audience =
        audience(
            each -> {
              shown.countDown();
              throw new IllegalStateException("no broker");
            });
    assertThat(shown.await(30, TimeUnit.SECONDS)).isTrue();

    audience.close();

    assertThatThrownBy(audience::recentPosts)
        .hasMessageContaining("nobody looks at the ads any more")
        .hasMessageContaining("no broker");
  }

  private AdAudience audience(Consumer<CreativeFeedback> feedback) {
    return new AdAudience(
        consumer, new AvroDeserializer<>(Topics.ADS_CREATIVES, registry), feedback, 1, meter);
  }

  private void add(String key, byte[] value) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(CREATIVES.topic(), CREATIVES.partition(), offset++, bytes, value));
  }

  private byte[] creative(String id) {
    return AvroCodec.of(Topics.ADS_CREATIVES, registry)
        .encode(
            Creative.newBuilder()
                .setRequestId(id)
                .setCampaignId("campaign")
                .setSegment(new Segment("en", "25-34", List.of()))
                .setHeadline("A headline")
                .setBody("A body.")
                .setCallToAction("Go")
                .setImage(new CreativeImage("image/jpeg", 1, 1, "", null, null))
                .setPredictedCtr(0.01)
                .setRung(CreativeRung.full)
                .setDeadlineMet(true)
                .setProvenance(
                    Provenance.newBuilder()
                        .setSource(new SourcePosition("ad-requests", 0, 0L))
                        .setEventTime(Instant.EPOCH)
                        .build())
                .build());
  }
}
