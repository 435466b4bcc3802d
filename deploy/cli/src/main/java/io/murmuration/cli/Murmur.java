package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code ./murmur} command: exit code 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "murmur",
    description = "Streaming inference on the timeline: run it, load it, look at it.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "murmur 0.1.0",
    subcommands = {
      UpCommand.class,
      LoadCommand.class,
      TailCommand.class,
      TopCommand.class,
      SavepointCommand.class,
      ReplayCommand.class,
      DiffCommand.class,
      DeadLettersCommand.class,
      RedriveCommand.class,
      TraceCommand.class,
      SpansCommand.class,
      ReconcileCommand.class,
      ViewsCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      DoctorCommand.class,
      TrainingDataCommand.class
    },
    footer = {"", "Example: ./murmur up"})
public final class Murmur implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the whole stack of an error.")
  private boolean debug;

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Murmur murmur = new Murmur();
    return new CommandLine(murmur)
        .registerConverter(java.time.Duration.class, Durations::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Murmur::wrongUsage)
        .setExecutionExceptionHandler((error, line, result) -> murmur.failed(error, line));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: up, load, tail, top, replay, diff, trace, ...; --help names all");
  }

  private static int wrongUsage(CommandLine.ParameterException error, String[] arguments) {
    CommandLine line = error.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    line.getErr().println("murmur: " + firstLine(error) + "; see ./" + command + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private int failed(Exception error, CommandLine line) {
    PrintWriter err = line.getErr();
    if (debug) {
      error.printStackTrace(err);
    }
    boolean expected = error instanceof StackException || error instanceof LoadException;
    err.println("murmur: " + (expected ? error.getMessage() : error + " (--debug shows where)"));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String firstLine(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }
}
