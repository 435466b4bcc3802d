package io.murmuration.cli;

import io.murmuration.cli.models.ModelHistory;
import io.murmuration.cli.models.ModelTopics;
import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelManifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command for a model has: whose model, by whom, why; and how it is published. */
final class ModelOrderOptions {
  private static final int PROGRESS_EVERY_SECONDS = 5;

  @Mixin private Cluster cluster;

  @Mixin private AuditOptions audit;

  @Spec(Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OPERATOR",
      description =
          "The model's name: encoder, timeline-ranker, ad-writer, ad-ctr or ad-image; see models"
              + " list.")
  private String operator;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "120s",
      description = "How long to wait for the job's decision (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /** The model in this folder, as its manifest names it. */
  ModelLocation in(Path folder) {
    ModelIdentity model;
    try {
      model = ModelManifest.claimed(folder);
    } catch (FatalInferenceException e) {
      throw wrong(e.getMessage());
    }
    if (!model.name().equals(operator)) {
      throw wrong(
          "%s holds a model for '%s', not for '%s'".formatted(folder, model.name(), operator));
    }
    String uri = folder.toAbsolutePath().normalize().toUri().toString();
    return new ModelLocation(model.version(), uri, model.sha256());
  }

  /**
   * @throws StackException if no job has said yet what it runs
   */
  ModelHistory history() throws StackException {
    ModelHistory history =
        ModelHistory.of(new ModelTopics(cluster.target()).audits()).get(operator);
    if (history == null) {
      throw new StackException(
          "no job has said that it runs '" + operator + "': see ./murmur models list");
    }
    return history;
  }

  ModelCommand.Builder command(ModelLocation model, ModelMode mode) {
    return ModelCommand.newBuilder()
        .setOperator(operator)
        .setVersion(model.getVersion())
        .setUri(model.getUri())
        .setSha256(model.getSha256())
        .setMode(mode)
        .setIssuedBy(audit.issuedBy())
        .setReason(audit.reason())
        .setAt(Instant.now());
  }

  /** Publishes, waits, and says what became of it. */
  int publish(ModelCommand command) throws StackException, InterruptedException {
    ModelAudit decided;
    try {
      decided =
          new ModelTopics(cluster.target())
              .publish(command, timeout, new Progress(spec.commandLine().getErr())::tell)
              .orElseThrow(
                  () ->
                      new StackException(
                          "no job decided within %d s; the command stands: is a job up that runs '%s'?"
                              .formatted(timeout.toSeconds(), operator)));
    } catch (ExecutionException e) {
      throw new StackException("the command was not taken: " + e.getCause().getMessage());
    }
    if (decided.getOutcome() == ModelOutcome.refused) {
      throw new StackException(
          "%s %s is refused: %s".formatted(operator, command.getVersion(), decided.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %s %s %s for records from %s on%n",
        operator,
        command.getVersion(),
        decided.getOutcome() == ModelOutcome.ended ? "ends as" : "is",
        decided.getMode(),
        decided.getEffectiveFrom());
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private record Progress(PrintWriter err, long[] told) {
    Progress(PrintWriter err) {
      this(err, new long[1]);
    }

    void tell(long seconds) {
      if (seconds >= told[0] + PROGRESS_EVERY_SECONDS) {
        told[0] = seconds;
        err.printf("waiting for the job to load and try the model: %d s%n", seconds);
        err.flush();
      }
    }
  }
}
