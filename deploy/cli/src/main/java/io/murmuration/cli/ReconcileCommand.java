package io.murmuration.cli;

import io.murmuration.cli.reconcile.Reconciled;
import io.murmuration.cli.reconcile.Reconciliation;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks that nothing is lost and nothing is done twice. */
@Command(
    name = "reconcile",
    description =
        "Check that every post, or every request for an advertisement, has exactly one fate.",
    footer = {
      "",
      "Example: ./murmur reconcile --once",
      "         ./murmur reconcile --follow --within 30s",
      "         ./murmur reconcile --of ads"
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 1_000;
  private static final int LINE_EVERY_LOOKS = 10;
  private static final int MOST_RANGES = 20;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--of",
      paramLabel = "INPUT",
      defaultValue = "posts",
      description =
          "posts: enriched, a dead letter or a repetition. ads: a creative for each request, or a dead"
              + " letter (default: ${DEFAULT-VALUE}).")
  private Reconciled of;

  @Option(names = "--once", description = "Check what there is now, then stop (the default).")
  private boolean once;

  @Option(names = "--follow", description = "Go on checking until there is a gap, or Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long one may take to meet its fate (default: ${DEFAULT-VALUE}).")
  private Duration within;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only those of, say, the last 2h (default: all that the topic holds).")
  private Duration since;

  @Option(names = "--for", paramLabel = "TIME", description = "Stop following after, say, 10m.")
  private Duration duration;

  @Option(
      names = "--textfile",
      paramLabel = "FILE",
      description = "Write the figures there at each look, for Prometheus' textfile collector.")
  private Path textfile;

  @Override
  public Integer call() throws StackException, InterruptedException, IOException {
    if (once && follow) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--once and --follow exclude each other");
    }
    long from = since == null ? 0 : System.currentTimeMillis() - since.toMillis();
    try (Reconciliation reconciliation =
        new Reconciliation(cluster.target(), of.input(), of.outputs(), from)) {
      return follow ? follow(reconciliation) : once(reconciliation);
    }
  }

  /** Waits for posts that are on their way, no longer than they may take. */
  private int once(Reconciliation reconciliation) throws InterruptedException, IOException {
    long start = System.currentTimeMillis();
    reconciliation.read();
    while (!reconciliation.missing(start).isEmpty()
        && reconciliation.missing(System.currentTimeMillis() - within.toMillis()).isEmpty()
        && System.currentTimeMillis() - start <= within.toMillis()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      reconciliation.read();
    }
    List<String> missing =
        reconciliation.missing(Math.max(start, System.currentTimeMillis() - within.toMillis()));
    return report(reconciliation, missing);
  }

  private int follow(Reconciliation reconciliation) throws InterruptedException, IOException {
    long end = duration == null ? Long.MAX_VALUE : System.currentTimeMillis() + duration.toMillis();
    for (int looks = 1; System.currentTimeMillis() < end; looks++) {
      long now = System.currentTimeMillis();
      reconciliation.read();
      List<String> missing = reconciliation.missing(now - within.toMillis());
      if (!missing.isEmpty() || reconciliation.doubleCount() > 0) {
        return report(reconciliation, missing);
      }
      if (looks % LINE_EVERY_LOOKS == 0) {
        spec.commandLine().getOut().println(line(reconciliation));
        spec.commandLine().getOut().flush();
      }
      write(reconciliation, 0);
      reconciliation.settle();
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return report(reconciliation, List.of());
  }

  private int report(Reconciliation reconciliation, List<String> missing) throws IOException {
    write(reconciliation, missing.size());
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(reconciliation));
    missing.stream().limit(MOST_RANGES).forEach(at -> out.println("GAP no fate: " + at));
    if (missing.size() > MOST_RANGES) {
      out.println("GAP ... and %d ranges more".formatted(missing.size() - MOST_RANGES));
    }
    reconciliation.doubles().stream()
        .limit(MOST_RANGES)
        .forEach(at -> out.println("GAP more than one fate: " + at));
    return missing.isEmpty() && reconciliation.doubleCount() == 0
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** Replaces the file at once: no collector sees half of it. */
  private void write(Reconciliation reconciliation, int gaps) throws IOException {
    if (textfile == null) {
      return;
    }
    String labels = of == Reconciled.posts ? "" : "{of=\"%s\"}".formatted(of);
    Path fresh = textfile.resolveSibling(textfile.getFileName() + ".new");
    Files.writeString(
        fresh,
        """
        # TYPE murmuration_reconcile_%s_total counter
        murmuration_reconcile_%s_total %d
        # TYPE murmuration_reconcile_gap_ranges gauge
        murmuration_reconcile_gap_ranges%s %d
        # TYPE murmuration_reconcile_twice_records gauge
        murmuration_reconcile_twice_records%s %d
        # TYPE murmuration_reconcile_looked_at_seconds gauge
        murmuration_reconcile_looked_at_seconds%s %d
        """
            .formatted(
                of,
                of,
                reconciliation.inputCount(),
                labels,
                gaps,
                labels,
                reconciliation.doubleCount(),
                labels,
                Instant.now().getEpochSecond()));
    Files.move(
        fresh, textfile, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private String line(Reconciliation reconciliation) {
    return "%s %s %d, fates %d, twice %d"
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            of,
            reconciliation.inputCount(),
            reconciliation.fateCount(),
            reconciliation.doubleCount());
  }
}
