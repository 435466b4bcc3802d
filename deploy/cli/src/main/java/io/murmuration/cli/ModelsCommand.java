package io.murmuration.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The lifecycle of the models that the jobs run. */
@Command(
    name = "models",
    description = "See which models serve; deploy, try, promote, roll back and recall.",
    subcommands = {
      ModelsListCommand.class,
      ModelsDeployCommand.class,
      ModelsCanaryCommand.class,
      ModelsShadowCommand.class,
      ModelsPromoteCommand.class,
      ModelsRollbackCommand.class,
      ModelsRecallCommand.class
    },
    footer = {
      "",
      "Example: ./murmur models canary encoder models/encoder/1.5.0 --percent 10",
      "         ./murmur models recall --operator ad-writer --version 1.0.0"
    })
final class ModelsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: list, deploy, canary, shadow, promote, rollback or recall");
  }
}
