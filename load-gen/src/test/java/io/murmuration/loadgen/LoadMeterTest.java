package io.murmuration.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
  private final LoadMeter meter = new LoadMeter();

  @Test
  void countsAViewOnceHoweverManyThingsThePersonDid() {
    meter.viewed(Set.of());
    meter.viewed(Set.of(EngagementKind.dwell));
    meter.viewed(Set.of(EngagementKind.dwell));
    meter.viewed(Set.of(EngagementKind.like, EngagementKind.reply, EngagementKind.dwell));
    meter.viewed(Set.of(EngagementKind.click));
    meter.viewed(Set.of(EngagementKind.mute));

    Reactions reactions = meter.snapshot().reactions();

    assertThat(reactions).isEqualTo(new Reactions(6, 2, 1));
    assertThat(reactions.pleasedShare()).isEqualTo(2 / 6.0);
    assertThat(reactions.complaintShare()).isEqualTo(1 / 6.0);
  }

  @Test
  void knowsNoShareBeforeAnybodyLooked() {
    assertThat(meter.snapshot().reactions().pleasedShare()).isNaN();
  }
}
