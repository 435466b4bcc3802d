package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class JoinRivalsTest {
  private static final long NOW = InMemoryAds.NOW;

  @Test
  void comparesWithTheSameHoweverFarAheadCreativesWereRead() throws Exception {
    try (var join =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(
                new JoinRivals(Duration.ofSeconds(5), Duration.ofHours(6))),
            JoinRivals::keyOf,
            LiveCreative::segmentKey,
            Types.STRING)) {
      InContext early = request(NOW + 20_000);
      String segment = JoinRivals.keyOf(early);
      join.open();
      join.processElement2(creative(segment, NOW), NOW);
      for (int i = 0; i < 100; i++) {
        join.processElement2(creative(segment, NOW + 60_000 + i), NOW + 60_000 + i);
      }
      join.processElement1(early, NOW + 20_000);

      join.processBothWatermarks(
          new org.apache.flink.streaming.api.watermark.Watermark(NOW + 30_000));

      assertThat(join.extractOutputValues().get(0).rivals())
          .extracting(LiveCreative::stampMillis)
          .containsExactly(NOW);
    }
  }

  private static LiveCreative creative(String segment, long stamp) {
    return new LiveCreative(segment, "Another", stamp, new long[0]);
  }

  private static InContext request(long stamp) {
    RawRecord record =
        new RawRecord("ad-requests", 0, 0, stamp, null, null, new String[0], new byte[0][]);
    AdCall call = AdCall.of(record, InMemoryAds.call("r", "en").build());
    CampaignVersion campaign =
        new CampaignVersion(record, "coffee", InMemoryAds.coffee().build(), new float[0]);
    return InContext.without(new Placed(call, campaign, "", null, CreativeRung.full, "", 0), "");
  }
}
