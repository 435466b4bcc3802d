package io.murmuration.cli;

import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.PipelineBench;
import io.murmuration.cli.bench.models.ModelsBench;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LoadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the benchmarks: speed on a stack of their own, quality on the data sets. */
@Command(
    name = "bench",
    description = "Measure the jobs and the models, arms side by side.",
    footer = {
      "",
      "pipeline  speed of the jobs on a stack of their own; about 12 minutes, with --quick 3",
      "models    quality of the shipped models on the data sets; about 4 minutes",
      "",
      "Example: ./murmur bench pipeline --json pipeline.json"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final Set<String> NAMES = Set.of(ALL, PipelineBench.NAME, ModelsBench.NAME);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = ALL,
      description = "pipeline, models or all (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there too, as an array of objects.")
  private Path json;

  @Option(
      names = "--sets",
      paramLabel = "DIR",
      description = "The data sets that models are measured on (default: ../shared/data).")
  private Path sets;

  @Option(names = "--quick", description = "One short repeat: to see that it runs, not to quote.")
  private boolean quick;

  @Override
  public Integer call() throws StackException, LoadException, InterruptedException, IOException {
    if (!NAMES.contains(name)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "no benchmark '" + name + "': there are pipeline, models, all");
    }
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    List<BenchReport> reports = new ArrayList<>();
    if (!name.equals(PipelineBench.NAME)) {
      reports.add(BenchReport.againstTheBest(ModelsBench.OURS, models(root)));
    }
    if (!name.equals(ModelsBench.NAME)) {
      reports.add(BenchReport.against(PipelineBench.AGAINST, pipeline(root)));
    }
    for (BenchReport report : reports) {
      report.table().forEach(spec.commandLine().getOut()::println);
    }
    if (json != null) {
      BenchReport.write(reports, json);
    }
    return CommandLine.ExitCode.OK;
  }

  private List<Figure> pipeline(Path root)
      throws StackException, LoadException, InterruptedException, IOException {
    return new PipelineBench(
            root.resolve("deploy/dev-stack/target/registry"),
            root.resolve("model-udfs/models"),
            quick ? PipelineBench.Size.quick() : PipelineBench.Size.full(),
            this::progress)
        .run();
  }

  private List<Figure> models(Path root) throws IOException, InterruptedException {
    Path from = sets == null ? root.resolve("../shared/data").normalize() : sets;
    try {
      return new ModelsBench(
              from,
              root.resolve("model-udfs/training/encoder"),
              root.resolve("model-udfs/models").resolve(EnrichTweetsJob.ENCODER),
              this::progress)
          .run();
    } catch (NoSuchFileException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "no data set at " + e.getMessage() + ": name their folder with --sets DIR");
    }
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("murmur: " + line);
    err.flush();
  }
}
