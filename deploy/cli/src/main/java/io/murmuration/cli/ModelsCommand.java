package io.murmuration.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done with models that serve. */
@Command(
    name = "models",
    description = "The models in service.",
    subcommands = {RecallCommand.class},
    footer = {"", "Example: ./murmur models recall --operator ad-writer --version 1.0.0"})
final class ModelsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: recall");
  }
}
