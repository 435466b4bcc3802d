package io.murmuration.cli;

import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.PipelineBench;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the benchmarks on a stack of their own. */
@Command(
    name = "bench",
    description = "Measure the jobs on a stack of their own, arms side by side.",
    footer = {
      "",
      "pipeline takes about 15 minutes, with --quick 3. It needs nothing that is running.",
      "",
      "Example: ./murmur bench pipeline --json pipeline.json"
    })
final class BenchCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "all",
      description = "pipeline, or all (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there too, as an array of objects.")
  private Path json;

  @Option(names = "--quick", description = "One short repeat: to see that it runs, not to quote.")
  private boolean quick;

  @Override
  public Integer call() throws StackException, LoadException, InterruptedException, IOException {
    if (!name.equals("all") && !name.equals(PipelineBench.NAME)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "no benchmark '" + name + "': there are pipeline, all");
    }
    PrintWriter err = spec.commandLine().getErr();
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    PipelineBench bench =
        new PipelineBench(
            root.resolve("deploy/dev-stack/target/registry"),
            root.resolve("model-udfs/models"),
            quick ? PipelineBench.Size.quick() : PipelineBench.Size.full(),
            line -> {
              err.println("murmur: " + line);
              err.flush();
            });
    BenchReport report = new BenchReport(bench.run(), PipelineBench.AGAINST);
    report.table().forEach(spec.commandLine().getOut()::println);
    if (json != null) {
      report.write(json);
    }
    return CommandLine.ExitCode.OK;
  }
}
