package io.murmuration.cli;

import io.murmuration.cli.models.ModelHistory;
import io.murmuration.cli.models.ModelTopics;
import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelMode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints who serves, since when, by whose word, and who was refused. */
@Command(
    name = "list",
    description = "Print each operator's active, canary and shadow model and its last refusals.",
    footer = {"", "Example: ./murmur models list"})
final class ModelsListCommand implements Callable<Integer> {
  private static final int REFUSALS_SHOWN = 3;
  private static final int DIGEST_SHOWN = 12;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws StackException {
    var byOperator = ModelHistory.of(new ModelTopics(cluster.target()).audits());
    PrintWriter out = spec.commandLine().getOut();
    if (byOperator.isEmpty()) {
      out.println("no job has said yet which model it runs: it does with its first record");
    }
    byOperator.values().forEach(history -> print(history, out));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static void print(ModelHistory history, PrintWriter out) {
    out.println(history.operator());
    for (ModelMode mode : List.of(ModelMode.active, ModelMode.canary, ModelMode.shadow)) {
      history.holder(mode).ifPresent(audit -> out.println(serving(mode, audit)));
    }
    history.refusals().stream().limit(REFUSALS_SHOWN).forEach(audit -> out.println(refused(audit)));
  }

  private static String serving(ModelMode mode, ModelAudit audit) {
    return String.format(
        Locale.ROOT,
        "  %-7s %s %s from %s by %s%s",
        mode,
        named(audit),
        audit.getCanaryPercent() == null ? "" : audit.getCanaryPercent() + " % ",
        audit.getEffectiveFrom(),
        audit.getIssuedBy(),
        audit.getReason() == null ? "" : ": " + audit.getReason());
  }

  private static String refused(ModelAudit audit) {
    return "  refused %s as %s, asked at %s by %s: %s"
        .formatted(
            named(audit), audit.getMode(), audit.getAt(), audit.getIssuedBy(), audit.getMessage());
  }

  private static String named(ModelAudit audit) {
    String digest = audit.getModel().getSha256();
    return "%s (%s)"
        .formatted(
            audit.getModel().getVersion(),
            digest.substring(0, Math.min(DIGEST_SHOWN, digest.length())));
  }
}
