package io.murmuration.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final ModelRef OLD = new ModelRef("encoder", "1.4.0", "aaaaaaaa11");
  private static final ModelRef NEW = new ModelRef("encoder", "1.4.1", "bbbbbbbb22");
  private static final ModelRef RANKER = new ModelRef("ranker", "1.0.0", "cccccccc33");

  @Test
  void blamesNoModelWhereTwoVersionsStandInAnotherOrder() {
    assertThat(cause(List.of(RANKER, OLD, NEW), List.of(RANKER, NEW, OLD)))
        .isEqualTo("state warm-up");
  }

  @Test
  void namesAVersionThatOneSideAloneHas() {
    assertThat(cause(List.of(RANKER, OLD, NEW), List.of(RANKER, NEW)))
        .isEqualTo("model encoder 1.4.0 and 1.4.1 -> 1.4.1");
  }

  @Test
  void tellsTwoOfOneVersionApartByTheirDigests() {
    ModelRef other = new ModelRef("encoder", "1.4.0", "dddddddd44");

    assertThat(cause(List.of(OLD), List.of(other)))
        .isEqualTo("model encoder 1.4.0 aaaaaaaa -> 1.4.0 dddddddd");
  }

  @Test
  void namesBothVersionsOfTheCodeAndNoneThatIsNotKnown() {
    assertThat(Cause.ofCode("1.0+aa", "1.0+bb")).isEqualTo("code 1.0+aa -> 1.0+bb");
    assertThat(Cause.ofCode("1.0+aa", "1.0+aa")).isEqualTo("unknown");
    assertThat(Cause.ofCode("", "1.0+bb")).isEqualTo("unknown");
    assertThat(Cause.ofCode("1.0+aa", "")).isEqualTo("unknown");
  }

  @Test
  void laysAPictureOfOtherBytesToTheDeviceThatPaintsNoSameOnes() {
    Set<String> picture = Set.of("image.bytes", "image.sha256");
    Set<String> more = Set.of("image.bytes", "headline");

    assertThat(causeOf(picture, "ad-image")).isEqualTo("device (ad-image)");
    assertThat(causeOf(picture, "")).isEqualTo("unknown");
    assertThat(causeOf(more, "ad-image")).isEqualTo("unknown");
  }

  private static String causeOf(Set<String> fields, String approximate) {
    RankedTimeline record = timeline(List.of(OLD));
    return Cause.of(record, record, fields, Set.of(""), true, false, approximate);
  }

  private static String cause(List<ModelRef> before, List<ModelRef> after) {
    return Cause.of(
        timeline(before),
        timeline(after),
        Set.of("entries[]"),
        Set.of("entries"),
        false,
        false,
        "");
  }

  private static RankedTimeline timeline(List<ModelRef> models) {
    return RankedTimeline.newBuilder()
        .setUserId("u")
        .setRevision(1)
        .setEntries(List.of())
        .setProvenance(
            Provenance.newBuilder()
                .setSource(new SourcePosition("engagements", 0, 1L))
                .setModels(models)
                .setEventTime(Instant.EPOCH)
                .build())
        .build();
  }
}
