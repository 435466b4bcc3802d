package io.murmuration.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedRoutingsTest {
  private static final String KEY = "any";
  private static final int ALL = 100;

  private final List<ModelAudit> audits = new ArrayList<>();

  AuditedRoutingsTest() {
    add("1", ModelMode.active, ModelOutcome.serving, 0).setCommand(null);
  }

  @Test
  void namesTheModelOfEachStampThroughSwapCanaryAndRollback() {
    add("2", ModelMode.active, ModelOutcome.serving, 100);
    add("3", ModelMode.canary, ModelOutcome.serving, 200).setCanaryPercent(ALL);
    add("3", ModelMode.canary, ModelOutcome.ended, 300).setCanaryPercent(ALL);
    add("1", ModelMode.active, ModelOutcome.serving, 400);

    AuditedRoutings routings = AuditedRoutings.of("encoder", audits).orElseThrow();

    assertThat(List.of(99L, 100L, 200L, 300L, 400L))
        .extracting(stamp -> routings.of(stamp, KEY).version())
        .containsExactly("1", "2", "3", "2", "1");
  }

  @Test
  void knowsEveryVersionThatHadARoleAndNoneThatWasRefused() {
    add("2", ModelMode.shadow, ModelOutcome.serving, 100);
    add("3", ModelMode.active, ModelOutcome.refused, 0).setEffectiveFrom(null);

    assertThat(AuditedRoutings.of("encoder", audits).orElseThrow().versions())
        .containsExactly("2", "1");
  }

  @Test
  void isEmptyWhereNoJobHasSaidThatItRunsTheOperator() {
    assertThat(AuditedRoutings.of("ad-writer", audits)).isEmpty();
  }

  private ModelAudit add(String version, ModelMode mode, ModelOutcome outcome, long fromMillis) {
    ModelAudit audit =
        ModelAudit.newBuilder()
            .setOperator("encoder")
            .setOutcome(outcome)
            .setMode(mode)
            .setModel(new ModelLocation(version, "file:/models/" + version, "sha-" + version))
            .setIssuedBy("ada")
            .setAt(Instant.EPOCH)
            .setCommand(new SourcePosition("models", 0, (long) audits.size()))
            .setEffectiveFrom(Instant.ofEpochMilli(fromMillis))
            .build();
    audits.add(audit);
    return audit;
  }
}
