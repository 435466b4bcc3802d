package io.murmuration.cli.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.rank.AdFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenBanditTest {
  private static final Path SETS = Path.of(System.getProperty("murmuration.shared"));

  @Test
  void readsAllImpressionsInTheOrderOfTime() throws IOException {
    assumeThat(SETS.resolve("open-bandit")).as("../shared/data/open-bandit").isDirectory();
    List<OpenBandit.Row> rows = OpenBandit.read(SETS);

    assertThat(rows).hasSize(20_000);
    assertThat(rows.stream().map(OpenBandit.Row::time).toList()).isSorted();
    assertThat(rows.stream().filter(OpenBandit.Row::clicked)).hasSize(115);
    assertThat(rows.stream().map(row -> row.ad().slot()).distinct()).containsOnly(0, 1, 2);
  }

  @Test
  void keepsTheLastPartAside() throws IOException {
    assumeThat(SETS.resolve("open-bandit")).as("../shared/data/open-bandit").isDirectory();
    List<OpenBandit.Row> rows = OpenBandit.read(SETS);
    List<OpenBandit.Row> training = OpenBandit.training(rows);
    List<OpenBandit.Row> heldOut = OpenBandit.heldOut(rows);

    assertThat(training.size() + heldOut.size()).isEqualTo(rows.size());
    assertThat(training.get(training.size() - 1).time()).isLessThanOrEqualTo(heldOut.get(0).time());
  }

  @Test
  void countsOnlyWhatCameBefore() throws IOException {
    assumeThat(SETS.resolve("open-bandit")).as("../shared/data/open-bandit").isDirectory();
    float[] first = OpenBandit.read(SETS).get(0).features();

    assertThat(first[AdFeature.CAMPAIGN_SHOWN.ordinal()]).isZero();
    assertThat(first[AdFeature.COPY_RATE.ordinal()]).isZero();
  }
}
