package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.Segment;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Taking creatives back, on a real broker and registry without Flink. */
class RecallIT {
  @TempDir private Path data;
  private TestTopics topics;

  @Test
  void leavesATombstoneForWhatTheModelMadeForTheAdvertiserAndForNothingElse() throws Exception {
    try (DevStack stack = start()) {
      topics = new TestTopics(stack.addresses().bootstrap(), stack.addresses().registryUrl());
      publish("mine", "Halden", "1.0.0");
      publish("mine-too", "Halden", "1.0.0");
      publish("of-another-version", "Halden", "0.9.0");
      publish("of-another-advertiser", "Corner Roasters", "1.0.0");

      String first = recall("--advertiser=Halden");

      assertThat(first)
          .startsWith("mine\tcampaign\tHalden\tA headline\nmine-too\t")
          .endsWith("recalled 2 creatives of ad-writer 1.0.0\n");
      // A commit returns before the broker has marked every partition.
      await().untilAsserted(this::requireTombstonesOfHaldenAlone);
      assertThat(recall("--advertiser=Halden")).startsWith("recalled 0 creatives");
      assertThat(recall()).startsWith("of-another-advertiser\t").endsWith("1.0.0\n");
    }
  }

  private void requireTombstonesOfHaldenAlone() throws Exception {
    assertThat(topics.newestByKey(Topics.ADS_CREATIVES))
        .containsEntry("mine", null)
        .containsEntry("mine-too", null)
        .hasEntrySatisfying("of-another-version", kept -> assertThat(kept).isNotNull())
        .hasEntrySatisfying("of-another-advertiser", kept -> assertThat(kept).isNotNull());
  }

  private DevStack start() throws Exception {
    return DevStack.start(
        new StackConfig(
            data,
            Ports.free(),
            Path.of(System.getProperty("murmuration.registry")),
            Path.of(System.getProperty("murmuration.models")),
            1,
            Duration.ofSeconds(1),
            List.of()),
        line -> {});
  }

  private String recall(String... more) {
    StringWriter out = new StringWriter();
    CommandLine line = Murmur.commandLine().setOut(new PrintWriter(out));
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("models", "recall", "--operator=ad-writer", "--version=1.0.0"));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    assertThat(line.execute(arguments.toArray(String[]::new))).isZero();
    return out.toString();
  }

  private void publish(String id, String advertiser, String version) throws Exception {
    Creative creative =
        Creative.newBuilder()
            .setRequestId(id)
            .setCampaignId("campaign")
            .setAdvertiser(advertiser)
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
                    .setModels(List.of(new ModelRef("ad-writer", version, "0".repeat(64))))
                    .setEventTime(Instant.EPOCH)
                    .build())
            .build();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ADS_CREATIVES.name(),
                  id.getBytes(StandardCharsets.UTF_8),
                  AvroCodec.of(Topics.ADS_CREATIVES, topics.registry()).encode(creative)))
          .get();
    }
  }
}
