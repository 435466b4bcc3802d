package io.murmuration.cli;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.ads.AdsBench;
import io.murmuration.cli.bench.ads.AdsSheet;
import io.murmuration.cli.bench.image.ContactSheet;
import io.murmuration.cli.bench.writer.WriterSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the benchmarks: speed on a stack of their own, quality on the data sets. */
@Command(name = "bench", description = "Measure the jobs and the models, arms side by side.")
final class BenchCommand implements Callable<Integer> {
  private CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = Benches.ALL,
      description = "One of those below, or all (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there too, as an array of objects.")
  private Path json;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Draw them there too: an SVG for each metric of several arms.")
  private Path plots;

  @Option(
      names = "--sets",
      paramLabel = "DIR",
      description = "The data sets that models are measured on (default: ../shared/data).")
  private Path sets;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Put 24 pictures (with ads: finished ads) there as one PNG; measure nothing.")
  private Path sheet;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Write 20 advertisements there, with their briefs, and measure nothing.")
  private Path samples;

  @Option(
      names = "--quick",
      description = "One short repeat, at most 3 minutes each: to see that it runs, not to quote.")
  private boolean quick;

  @CommandLine.Spec
  void setSpec(CommandLine.Model.CommandSpec found) {
    spec = found;
    List<String> footer = new ArrayList<>(List.of(""));
    for (Bench bench : Benches.all()) {
      footer.add("%-10s%s".formatted(bench.name(), bench.about()));
    }
    footer.add("");
    footer.add("Example: ./murmur bench pipeline --json pipeline.json --plots plots");
    spec.usageMessage().footer(footer.toArray(String[]::new));
  }

  @Override
  public Integer call() throws Exception {
    List<Bench> asked = Benches.named(name);
    if (asked.isEmpty()) {
      throw wrong("no benchmark '" + name + "': there are " + Benches.names());
    }
    BenchSettings settings = settings();
    if (sheet != null && name.equals(AdsBench.NAME)) {
      AdsSheet.write(settings.models(), sheet);
      return CommandLine.ExitCode.OK;
    }
    if (sheet != null) {
      ContactSheet.write(Benches.imageTraining(settings), Benches.imageModel(settings), sheet);
      return CommandLine.ExitCode.OK;
    }
    if (samples != null) {
      WriterSamples.write(Benches.writerModel(settings), samples);
      return CommandLine.ExitCode.OK;
    }
    List<BenchReport> reports = new ArrayList<>();
    for (Bench bench : asked) {
      reports.addAll(run(bench, settings));
    }
    write(reports);
    return CommandLine.ExitCode.OK;
  }

  private List<BenchReport> run(Bench bench, BenchSettings settings) throws Exception {
    try {
      return bench.run(settings);
    } catch (NoSuchFileException e) {
      throw wrong("no data set at " + e.getMessage() + ": name their folder with --sets DIR");
    }
  }

  private void write(List<BenchReport> reports) throws IOException {
    for (BenchReport report : reports) {
      report.table().forEach(spec.commandLine().getOut()::println);
      if (plots != null) {
        report.plot(plots);
      }
    }
    if (json != null) {
      BenchReport.write(reports, json);
    }
  }

  private BenchSettings settings() {
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    Path data = sets == null ? root.resolve("../shared/data").normalize() : sets;
    return new BenchSettings(root, data, quick, this::progress);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("murmur: " + line);
    err.flush();
  }
}
