package io.murmuration.cli;

import io.murmuration.cli.rank.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what model-udfs/training/rank reads. */
@Command(
    name = "training-data",
    hidden = true,
    description = "Write the rankers' training data: simulated timelines, simulated and real ads.",
    footer = {"", "Example: ./murmur training-data --out /tmp/rank"})
final class TrainingDataCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  private Path out;

  @Option(
      names = "--sets",
      paramLabel = "DIR",
      description = "The folder of data sets (default: ../shared/data).")
  private Path sets;

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    TrainingData data = new TrainingData(out);
    data.writeAds(sets == null ? root.resolve("../shared/data").normalize() : sets);
    data.writeTimeline();
    spec.commandLine().getErr().println("murmur: written to " + out);
    return CommandLine.ExitCode.OK;
  }
}
