package io.murmuration.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconciliationFiguresTest {
  private final ReconciliationFigures figures =
      new ReconciliationFigures(Reconciled.posts, Path.of("unused"));

  @Test
  void namesEachGapWithTheNumberOfItsRecords() {
    List<Gap> gaps = List.of(new Gap("tweets", 0, 1_200, 1_204), new Gap("tweets", 1, 7, 8));

    String text = figures.text(2_000, 3, gaps, Instant.ofEpochSecond(5));

    assertThat(text)
        .isEqualTo(
            """
            # TYPE murmuration_reconcile_posts_total counter
            murmuration_reconcile_posts_total 2000
            # TYPE murmuration_reconcile_gap_ranges gauge
            murmuration_reconcile_gap_ranges 2
            # TYPE murmuration_reconcile_gap gauge
            murmuration_reconcile_gap{at="tweets:0:1200-1203"} 4
            murmuration_reconcile_gap{at="tweets:1:7"} 1
            # TYPE murmuration_reconcile_twice_records gauge
            murmuration_reconcile_twice_records 3
            # TYPE murmuration_reconcile_looked_at_seconds gauge
            murmuration_reconcile_looked_at_seconds 5
            """);
  }

  @Test
  void countsMoreGapsThanItNames() {
    List<Gap> gaps =
        LongStream.range(0, 1_000).mapToObj(i -> new Gap("tweets", 0, 2 * i, 2 * i + 1)).toList();

    String text = figures.text(2_000, 0, gaps, Instant.EPOCH);

    assertThat(text).contains("murmuration_reconcile_gap_ranges 1000\n");
    assertThat(text.lines().filter(line -> line.contains("{at="))).hasSize(20);
  }

  @Test
  void looksBackADayLessThanTheFirstTopicForgets() {
    assertThat(Reconciled.posts.reach()).isEqualTo(Duration.ofDays(6));
    assertThat(Reconciled.ads.reach()).isEqualTo(Duration.ofDays(6));
  }
}
