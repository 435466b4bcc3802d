package io.murmuration.cli;

import io.murmuration.cli.reconcile.Gap;
import io.murmuration.cli.reconcile.Reconciled;
import io.murmuration.cli.reconcile.Reconciliation;
import io.murmuration.cli.reconcile.ReconciliationFigures;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

  @Option(names = "--follow", description = "Go on checking, gap or none, until Ctrl-C.")
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
      description =
          "Only those of, say, the last 2h (default: a day less than the topics keep: older outputs may"
              + " be gone before their inputs).")
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
    Duration back = since == null ? of.reach() : since;
    long from = System.currentTimeMillis() - back.toMillis();
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
    return report(
        reconciliation,
        reconciliation.missing(Math.max(start, System.currentTimeMillis() - within.toMillis())));
  }

  /** One that is late is a gap until it has met its fate. */
  private int follow(Reconciliation reconciliation) throws InterruptedException, IOException {
    long end = duration == null ? Long.MAX_VALUE : System.currentTimeMillis() + duration.toMillis();
    List<Gap> gaps = List.of();
    long twice = 0;
    for (int looks = 1; System.currentTimeMillis() < end; looks++) {
      long before = System.currentTimeMillis() - within.toMillis();
      boolean hadGap = !gaps.isEmpty();
      reconciliation.read();
      gaps = reconciliation.missing(before);
      boolean turned = hadGap == gaps.isEmpty() || reconciliation.doubleCount() > twice;
      if (turned || looks % LINE_EVERY_LOOKS == 0) {
        print(reconciliation, gaps);
      }
      twice = reconciliation.doubleCount();
      write(reconciliation, gaps);
      reconciliation.settle(before);
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return report(reconciliation, gaps);
  }

  private int report(Reconciliation reconciliation, List<Gap> gaps) throws IOException {
    write(reconciliation, gaps);
    print(reconciliation, gaps);
    return gaps.isEmpty() && reconciliation.doubleCount() == 0
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private void write(Reconciliation reconciliation, List<Gap> gaps) throws IOException {
    if (textfile != null) {
      new ReconciliationFigures(of, textfile).write(reconciliation, gaps, Instant.now());
    }
  }

  private void print(Reconciliation reconciliation, List<Gap> gaps) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(reconciliation));
    gaps.stream().limit(MOST_RANGES).forEach(at -> out.println("GAP no fate: " + at));
    if (gaps.size() > MOST_RANGES) {
      out.println("GAP ... and %d ranges more".formatted(gaps.size() - MOST_RANGES));
    }
    reconciliation.doubles().stream()
        .limit(MOST_RANGES)
        .forEach(at -> out.println("GAP more than one fate: " + at));
    out.flush();
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
