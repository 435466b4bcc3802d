package io.murmuration.cli.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a look found, as Prometheus' textfile collector reads it. */
public final class ReconciliationFigures {
  /** Of gaps; their number is another figure. */
  private static final int MOST_SERIES = 20;

  private final Reconciled of;
  private final Path file;

  public ReconciliationFigures(Reconciled of, Path file) {
    this.of = of;
    this.file = file;
  }

  /** Replaces the file at once: no collector sees half of it. */
  public void write(Reconciliation reconciliation, List<Gap> gaps, Instant now) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        fresh, text(reconciliation.inputCount(), reconciliation.doubleCount(), gaps, now));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  String text(long inputs, long twice, List<Gap> gaps, Instant now) {
    String labels = of == Reconciled.posts ? "" : "{of=\"%s\"}".formatted(of);
    return """
        # TYPE murmuration_reconcile_%s_total counter
        murmuration_reconcile_%s_total %d
        # TYPE murmuration_reconcile_gap_ranges gauge
        murmuration_reconcile_gap_ranges%s %d
        # TYPE murmuration_reconcile_gap gauge
        %s# TYPE murmuration_reconcile_twice_records gauge
        murmuration_reconcile_twice_records%s %d
        # TYPE murmuration_reconcile_looked_at_seconds gauge
        murmuration_reconcile_looked_at_seconds%s %d
        """
        .formatted(
            of,
            of,
            inputs,
            labels,
            gaps.size(),
            series(gaps),
            labels,
            twice,
            labels,
            now.getEpochSecond());
  }

  /** One a range, with the number of its records. */
  private static String series(List<Gap> gaps) {
    return gaps.stream()
        .limit(MOST_SERIES)
        .map(gap -> "murmuration_reconcile_gap{at=\"%s\"} %d\n".formatted(gap, gap.records()))
        .collect(Collectors.joining());
  }
}
