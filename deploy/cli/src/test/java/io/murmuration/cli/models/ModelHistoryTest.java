package io.murmuration.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelHistoryTest {
  @Test
  void neverRollsBackToWhatWasRolledBack() {
    List<ModelAudit> audits =
        List.of(
            serving(ModelMode.active, "1"),
            serving(ModelMode.active, "2"),
            serving(ModelMode.active, "3"),
            serving(ModelMode.active, "2"));

    assertThat(encoder(audits).before()).map(ModelLocation::getVersion).contains("1");
    assertThat(encoder(audits.subList(0, 1)).before()).isEmpty();
  }

  @Test
  void endsATrialByItsEndOrItsPromotion() {
    List<ModelAudit> audits =
        List.of(
            serving(ModelMode.active, "1"),
            serving(ModelMode.canary, "2"),
            serving(ModelMode.shadow, "3"),
            serving(ModelMode.active, "2"));

    assertThat(encoder(audits.subList(0, 3)).holder(ModelMode.canary)).isPresent();
    assertThat(encoder(audits).holder(ModelMode.canary)).isEmpty();
    assertThat(encoder(audits).holder(ModelMode.shadow)).isPresent();
  }

  @Test
  void keepsRefusalsApartFromWhatServes() {
    ModelAudit refused = audit(ModelOutcome.refused, ModelMode.active, "2");

    ModelHistory history = encoder(List.of(serving(ModelMode.active, "1"), refused));

    assertThat(history.refusals()).containsExactly(refused);
    assertThat(history.holder(ModelMode.active).orElseThrow().getModel().getVersion())
        .isEqualTo("1");
  }

  private static ModelHistory encoder(List<ModelAudit> audits) {
    return ModelHistory.of(audits).get("encoder");
  }

  private static ModelAudit serving(ModelMode mode, String version) {
    return audit(ModelOutcome.serving, mode, version);
  }

  private static ModelAudit audit(ModelOutcome outcome, ModelMode mode, String version) {
    return ModelAudit.newBuilder()
        .setOperator("encoder")
        .setOutcome(outcome)
        .setMode(mode)
        .setModel(new ModelLocation(version, "file:/models/" + version, "sha-" + version))
        .setIssuedBy("a person")
        .setAt(Instant.EPOCH)
        .build();
  }
}
