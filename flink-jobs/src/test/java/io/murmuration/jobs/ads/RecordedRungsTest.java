package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Provenance;
import io.murmuration.event.SourcePosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedRungsTest {
  private static final AdRequest REQUEST = InMemoryAds.call("r", "en").build();

  @Test
  void givesTheTemplateWhereProductionHadNoTimeToWrite() {
    RecordedRungs rungs = recorded(CreativeRung.template, "writing was given up after 9 ms");

    assertThat(rungs.beforeText(REQUEST))
        .isEqualTo(new RungPolicy.Choice(CreativeRung.template, "writing was given up after 9 ms"));
  }

  @Test
  void writesAgainWhatProductionWroteAndTheGuardRefused() {
    CreativeCheck failed = new CreativeCheck("draft.facts", false, "variant 1, draft 1: ");

    assertThat(
            recorded(CreativeRung.template, "no draft passed the guard", failed)
                .beforeText(REQUEST))
        .isEqualTo(RungPolicy.Choice.FULL);
    assertThat(
            recorded(CreativeRung.unknown, "withheld, even the template fails: facts: ", failed)
                .beforeText(REQUEST))
        .isEqualTo(RungPolicy.Choice.FULL);
  }

  @Test
  void withholdsWithoutWritingWhatProductionWithheldWithoutWriting() {
    assertThat(
            recorded(CreativeRung.unknown, "withheld, even the template fails: facts: ")
                .beforeText(REQUEST)
                .rung())
        .isEqualTo(CreativeRung.template);
  }

  @Test
  void saysWhetherThePostWasThere() {
    assertThat(beside("p1 was not seen")).isEqualTo(RungPolicy.Beside.MISSED);
    assertThat(beside("p1 is beside it")).isEqualTo(RungPolicy.Beside.FOUND);
    assertThat(recorded(CreativeRung.full, "").beside(REQUEST)).isEqualTo(RungPolicy.Beside.STAMPS);
  }

  private static RungPolicy.Beside beside(String note) {
    return recorded(CreativeRung.full, "", new CreativeCheck("beside", true, note)).beside(REQUEST);
  }

  private static RecordedRungs recorded(CreativeRung rung, String reason, CreativeCheck... checks) {
    return RecordedRungs.of(
        List.of(
            Creative.newBuilder()
                .setRequestId(REQUEST.getRequestId())
                .setCampaignId("coffee")
                .setSegment(REQUEST.getSegment())
                .setHeadline("")
                .setBody("")
                .setCallToAction("")
                .setImage(new CreativeImage("", 0, 0, "", null, null))
                .setChecks(List.of(checks))
                .setPredictedCtr(0)
                .setRung(rung)
                .setRungReason(reason)
                .setDeadlineMet(true)
                .setProvenance(
                    Provenance.newBuilder()
                        .setSource(new SourcePosition("ad-requests", 0, 0L))
                        .setEventTime(Instant.EPOCH)
                        .build())
                .build()));
  }
}
