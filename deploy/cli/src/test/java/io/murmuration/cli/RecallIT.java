package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.cli.models.ModelTopics;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.Segment;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking creatives back, on a real broker and registry without Flink. */
class RecallIT {
  @TempDir private Path data;
  private TestStack stack;

  @Test
  void leavesATombstoneForWhatTheModelMadeForTheAdvertiserAndForNothingElse() throws Exception {
    try (TestStack started = TestStack.start(data, List.of())) {
      stack = started;
      publish("mine", "Halden", "1.0.0");
      publish("mine-too", "Halden", "1.0.0");
      publish("of-another-version", "Halden", "0.9.0");
      publish("of-another-advertiser", "Corner Roasters", "1.0.0");

      String first = recall("--advertiser=Halden", "--by=oncall", "--reason=invented a claim");

      assertThat(first)
          .startsWith("mine\tcampaign\tHalden\tA headline\nmine-too\t")
          .endsWith("recalled 2 creatives of ad-writer 1.0.0\n");
      // A commit returns before the broker has marked every partition.
      await().untilAsserted(this::requireTombstonesOfHaldenAlone);
      assertThat(recall("--advertiser=Halden")).startsWith("recalled 0 creatives");
      await().untilAsserted(this::requireOneLineOfTheAudit);
      assertThat(recall()).startsWith("of-another-advertiser\t").endsWith("1.0.0\n");
    }
  }

  private void requireTombstonesOfHaldenAlone() throws Exception {
    assertThat(stack.topics().newestByKey(Topics.ADS_CREATIVES))
        .containsEntry("mine", null)
        .containsEntry("mine-too", null)
        .hasEntrySatisfying("of-another-version", kept -> assertThat(kept).isNotNull())
        .hasEntrySatisfying("of-another-advertiser", kept -> assertThat(kept).isNotNull());
  }

  private void requireOneLineOfTheAudit() {
    assertThat(audits())
        .singleElement()
        .satisfies(
            audit -> {
              assertThat(audit.getOperator()).isEqualTo("ad-writer");
              assertThat(audit.getOutcome()).isEqualTo(ModelOutcome.recalled);
              assertThat(audit.getModel().getVersion()).isEqualTo("1.0.0");
              assertThat(audit.getModel().getSha256()).isEqualTo("0".repeat(64));
              assertThat(audit.getIssuedBy()).isEqualTo("oncall");
              assertThat(audit.getReason()).isEqualTo("invented a claim");
              assertThat(audit.getMessage()).isEqualTo("2 creatives of Halden");
            });
  }

  private List<ModelAudit> audits() {
    return new ModelTopics(
            new LoadTarget(stack.topics().bootstrap(), stack.stack().addresses().registryUrl()))
        .audits();
  }

  private String recall(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("models", "recall", "--operator=ad-writer", "--version=1.0.0"));
    arguments.addAll(List.of(more));
    TestStack.Finished finished = stack.murmur(arguments.toArray(String[]::new));
    assertThat(finished.code()).as(finished.err()).isZero();
    return finished.out();
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
            Map.of("bootstrap.servers", stack.topics().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ADS_CREATIVES.name(),
                  id.getBytes(StandardCharsets.UTF_8),
                  AvroCodec.of(Topics.ADS_CREATIVES, stack.topics().registry()).encode(creative)))
          .get();
    }
  }
}
