package io.murmuration.jobs.ads;

import static io.murmuration.jobs.ads.InMemoryAds.NOW;
import static io.murmuration.jobs.ads.InMemoryAds.bread;
import static io.murmuration.jobs.ads.InMemoryAds.call;
import static io.murmuration.jobs.ads.InMemoryAds.coffee;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline on Flink and the shipped models, its sources and sinks in memory. */
class CreateAdsPipelineTest {
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void makesTheSameBytesForEachRequestAtAnyParallelism() throws Exception {
    InMemoryAds ads = new InMemoryAds().campaign(coffee().build()).campaign(bread().build());
    for (int i = 0; i < 6; i++) {
      ads.request(call("en" + i, "en", "coffee", "interest" + i % 2).build());
      ads.request(
          call("fr" + i, "fr", "baking").setPlacement(i % 2 == 0 ? "story" : "banner").build());
    }

    InMemoryAds.Result alone = ads.run("alone", 1);

    assertThat(alone.creatives()).hasSize(12);
    assertThat(alone.deadLetters()).isEmpty();
    Creative first = alone.of("en0");
    assertThat(first.getRung()).isEqualTo(CreativeRung.full);
    assertThat(first.getCampaignId()).isEqualTo("coffee");
    assertThat(first.getVariants()).hasSizeBetween(1, 3);
    assertThat(first.getChecks())
        .filteredOn(each -> !each.getName().startsWith("draft."))
        .allMatch(CreativeCheck::getPassed);
    assertThat(first.getImage().getSha256())
        .isEqualTo(ImageStore.sha256(first.getImage().getBytes().array()));
    assertThat(alone.of("en4").getRung()).isEqualTo(CreativeRung.cache);
    assertThat(alone.of("fr0").getImage().getWidth()).isEqualTo(1080);
    assertThat(bytes(ads.run("wide", 2))).isEqualTo(bytes(alone));
  }

  @Test
  void answersWithTheReasonWhereNoCampaignFits() throws Exception {
    InMemoryAds.Result result =
        new InMemoryAds()
            .campaign(coffee().build())
            .campaign(bread().setEndsAt(java.time.Instant.ofEpochMilli(NOW - 1)).build())
            .campaign(coffee().setCampaignId("gone").setBidMicros(9_000).build(), NOW - 60_000)
            .withdrawn("gone", NOW - 30_000)
            .request(call("german", "de").build())
            .request(call("late", "fr").build())
            .request(call("withdrawn", "en").setCampaignId("gone").build())
            .request(call("served", "en").build())
            .run("unmatched", 1);

    assertThat(result.of("german").getRungReason())
        .isEqualTo("no campaign: nothing is written in 'de'");
    assertThat(result.of("german").getRung()).isEqualTo(CreativeRung.unknown);
    assertThat(result.of("late").getRungReason())
        .isEqualTo("no campaign: no campaign for this segment runs now");
    assertThat(result.of("withdrawn").getRungReason())
        .isEqualTo("no campaign: there is no such campaign");
    assertThat(result.of("served").getCampaignId()).isEqualTo("coffee");
  }

  @Test
  void bendsToTextOnlyAndToTheTemplateAsTheDeadlineComesNear() throws Exception {
    InMemoryAds ads =
        new InMemoryAds()
            .campaign(coffee().build())
            .rungs(
                ClockRungs.defaults(
                    java.time.Clock.fixed(
                        java.time.Instant.ofEpochMilli(NOW), java.time.ZoneOffset.UTC)))
            .request(call("roomy", "en", "a").setDeadlineMs(60_000).build())
            .request(call("near", "en", "b").setDeadlineMs(300).build())
            .request(
                call("over", "en", "c")
                    .setRequestedAt(java.time.Instant.ofEpochMilli(NOW - 5_000))
                    .build());

    InMemoryAds.Result result = ads.run("ladder", 1);

    assertThat(result.of("roomy").getRung()).isEqualTo(CreativeRung.full);
    assertThat(result.of("near").getRung()).isEqualTo(CreativeRung.template);
    assertThat(result.of("near").getRungReason()).isEqualTo("300 ms were left to write in");
    assertThat(result.of("near").getDeadlineMet()).isTrue();
    assertThat(result.of("over").getRung()).isEqualTo(CreativeRung.template);
    assertThat(result.of("over").getDeadlineMet()).isFalse();
    InMemoryAds.Result replayed =
        ads.rungs(RecordedRungs.of(result.creatives().values())).run("replayed", 2);
    assertThat(bytes(replayed)).isEqualTo(bytes(result));
  }

  static Map<String, ByteBuffer> bytes(InMemoryAds.Result result) {
    AvroCodec<Creative> codec = AvroCodec.of(Topics.ADS_CREATIVES, InMemoryAds.REGISTRY);
    return result.creatives().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> ByteBuffer.wrap(codec.encode(e.getValue()))));
  }
}
