package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.cli.EncoderCopies;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.jobs.replay.ReplayedJob;
import io.murmuration.jobs.replay.ReplayedJobs;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.RoutingTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayModelsTest {
  private static final Path SHIPPED = Path.of(System.getProperty("murmuration.models"));
  private static final String EMBED = "embed";

  @TempDir Path folder;

  private final List<ModelAudit> audits = new ArrayList<>();

  @Test
  void takesForEachStampTheVersionThatTheAuditNames() throws Exception {
    said(ModelRevision.in(SHIPPED.resolve("encoder/1.4.0")), ModelMode.active, 0).setCommand(null);
    said(ModelRevision.in(copies().whole("1.4.1")), ModelMode.active, 1_000);
    said(ModelRevision.in(copies().whole("1.9.0")), ModelMode.canary, 2_000).setCanaryPercent(50);

    RoutingTable table = of("enrich").between(0, 3_000, Map.of()).get(EMBED);

    assertThat(List.of(999L, 1_000L))
        .extracting(stamp -> table.stamp(stamp, "any", null).model().version())
        .containsExactly("1.4.0", "1.4.1");
    assertThat(ReplayModels.line(EMBED, table))
        .isEqualTo(
            "embed: encoder 1.4.0, from 1970-01-01T00:00:01Z 1.4.1,"
                + " from 1970-01-01T00:00:02Z 1.4.1 and 1.9.0 for 50 %");
  }

  @Test
  void saysWhichModelOfTheWindowIsNoLongerThere() {
    said(ModelRevision.in(SHIPPED.resolve("encoder/1.4.0")), ModelMode.active, 0).setCommand(null);
    said(new ModelRevision("encoder", "1.4.1", "file:/gone/1.4.1", "sha"), ModelMode.active, 1_000);

    assertThat(of("enrich").between(0, 1_000, Map.of()).get(EMBED).routings()).isEmpty();
    assertThatThrownBy(() -> of("enrich").between(0, 1_001, Map.of()))
        .hasMessage(
            "encoder 1.4.1, which served in this window, is not at file:/gone/1.4.1 any more:"
                + " give --models embed=VERSION");
  }

  @Test
  void takesForTheAdsJobsEncoderWhatTheJobShips() throws Exception {
    said(ModelRevision.in(SHIPPED.resolve("encoder/1.4.0")), ModelMode.active, 0).setCommand(null);
    said(ModelRevision.in(copies().whole("1.4.1")), ModelMode.active, 1_000);

    RoutingTable table = of("ads").between(0, 3_000, Map.of()).get(EMBED);

    assertThat(table.routings()).isEmpty();
  }

  @Test
  void takesTheNamedModelForAllOfTheWindow() throws Exception {
    said(ModelRevision.in(SHIPPED.resolve("encoder/1.4.0")), ModelMode.active, 0).setCommand(null);
    said(ModelRevision.in(copies().whole("1.4.1")), ModelMode.active, 1_000);
    String other = copies().whole("1.5.0").toString();

    RoutingTable table = of("enrich").between(0, 3_000, Map.of(EMBED, other)).get(EMBED);

    assertThat(ReplayModels.line(EMBED, table)).isEqualTo("embed: encoder 1.5.0");
    assertThatThrownBy(() -> of("enrich").between(0, 1, Map.of("write", "1.0.0")))
        .hasMessage("enrich has no operator 'write': [embed]");
    assertThatThrownBy(() -> of("enrich").between(0, 1, Map.of(EMBED, "9.9.9")))
        .hasMessageStartingWith("no model in ");
  }

  @Test
  void keepsItsTablesInTheReplaysFile() throws Exception {
    said(ModelRevision.in(SHIPPED.resolve("encoder/1.4.0")), ModelMode.active, 0).setCommand(null);
    said(ModelRevision.in(copies().whole("1.9.0")), ModelMode.canary, 2_000).setCanaryPercent(50);
    Map<String, RoutingTable> tables = of("enrich").between(0, 3_000, Map.of());
    ReplayFolder kept = ReplayFolder.of(folder, "kept");

    kept.write(
        ReplayFile.of(
            new ReplayPlan(
                "kept",
                "enrich",
                List.of(new ReplayWindow("tweets", 0, 0, 0, 10, 10)),
                tables,
                null,
                0,
                null,
                true,
                1,
                ComputeDevice.gpu(1)),
            "localhost:1",
            null,
            "http://localhost:2",
            Instant.EPOCH));

    assertThat(kept.read().plan().models()).isEqualTo(tables);
    assertThat(kept.read().plan().device()).isEqualTo(ComputeDevice.gpu(1));
  }

  private EncoderCopies copies() throws Exception {
    return new EncoderCopies(folder.resolve("models"));
  }

  private ReplayModels of(String job) {
    ReplayedJob replayed = ReplayedJobs.byName(job).orElseThrow();
    return new ReplayModels(replayed, SHIPPED, audits);
  }

  private ModelAudit said(ModelRevision model, ModelMode mode, long fromMillis) {
    ModelAudit audit =
        ModelAudit.newBuilder()
            .setOperator(model.name())
            .setOutcome(ModelOutcome.serving)
            .setMode(mode)
            .setModel(new ModelLocation(model.version(), model.uri(), model.sha256()))
            .setIssuedBy("ada")
            .setAt(Instant.EPOCH)
            .setCommand(new SourcePosition("models", 0, (long) audits.size()))
            .setEffectiveFrom(Instant.ofEpochMilli(fromMillis))
            .build();
    audits.add(audit);
    return audit;
  }
}
