package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankTimelinesJobTest {
  private static final SourcePosition SOURCE =
      new SourcePosition(Topics.ENGAGEMENTS.name(), 1, 42L);

  @Test
  void writesATimelineInTheTraceOfTheInputsPosition() throws Exception {
    var serializer =
        RankTimelinesJob.serializer(
            () -> Topics.TIMELINES_RANKED,
            () -> SmallWorld.REGISTRY,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    serializer.open(null, null);

    var written = serializer.serialize(timeline(), null, null);

    assertThat(written.headers().lastHeader(RecordHeaders.TRACEPARENT).value())
        .isEqualTo(TraceContext.of(SOURCE, null).child("rank").traceparent());
    assertThat(written.headers().lastHeader(RecordHeaders.INTENDED_SEND_TIME).value())
        .isEqualTo(RecordHeaders.ofMillis(9));
    assertThat(written.headers().lastHeader(RecordHeaders.INFERENCE).value())
        .isEqualTo(new byte[] {5});
  }

  private static Ranked timeline() {
    return new Ranked(
        new Origin(SOURCE.getTopic(), 1, 42, 5, false, 9),
        RankedTimeline.newBuilder()
            .setUserId("u")
            .setRevision(5)
            .setEntries(List.of())
            .setProvenance(
                Provenance.newBuilder().setSource(SOURCE).setEventTime(Instant.EPOCH).build())
            .build(),
        new byte[] {5});
  }
}
