package io.murmuration.cli;

import io.murmuration.cli.recall.Recall;
import io.murmuration.devstack.StackException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes back what a model made. */
@Command(
    name = "recall",
    description = "Publish a tombstone for every creative that a version of a model touched.",
    footer = {
      "",
      "Published creatives alone are taken back: replace the model first (models rollback, models",
      "deploy), and call this again some seconds later, for what was being published meanwhile.",
      "",
      "Example: ./murmur models recall --operator ad-writer --version 1.0.0 --advertiser Halden \\",
      "           --by oncall --reason 'claims what it must not'"
    })
final class ModelsRecallCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @Mixin private AuditOptions audit;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--operator",
      required = true,
      paramLabel = "NAME",
      description = "The model, for example ad-writer.")
  private String operator;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "V",
      description = "Its version, for example 1.0.0.")
  private String version;

  @Option(
      names = "--advertiser",
      paramLabel = "A",
      description = "Take back this advertiser's creatives alone.")
  private String advertiser;

  @Override
  public Integer call() throws StackException {
    List<Recall.Recalled> recalled =
        new Recall(cluster.target())
            .run(
                new Recall.Order(
                    operator,
                    version,
                    advertiser,
                    audit.issuedBy(),
                    audit.reason(),
                    Instant.now()));
    PrintWriter out = spec.commandLine().getOut();
    for (Recall.Recalled each : recalled) {
      out.printf(
          "%s\t%s\t%s\t%s%n",
          each.requestId(), each.campaignId(), each.advertiser(), each.headline());
    }
    out.printf("recalled %d creatives of %s %s%n", recalled.size(), operator, version);
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
