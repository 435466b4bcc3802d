package io.murmuration.cli;

import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.PipelineBench;
import io.murmuration.cli.bench.image.ContactSheet;
import io.murmuration.cli.bench.image.ImageBench;
import io.murmuration.cli.bench.models.ModelsBench;
import io.murmuration.cli.bench.models.RankersBench;
import io.murmuration.cli.bench.search.SearchBench;
import io.murmuration.cli.bench.writer.WriterBench;
import io.murmuration.cli.bench.writer.WriterSamples;
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
      "models    quality of the shipped models on the data sets; about 10 minutes",
      "rankers   of these the rankers alone; about 1 minute",
      "writer    of these the ad writer alone; about 4 minutes",
      "image     of these the image model alone; needs no data sets; about 1 minute",
      "search    speed and recall of the live index; about 6 minutes, with --quick 1",
      "",
      "Example: ./murmur bench pipeline --json pipeline.json"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final Set<String> NAMES =
      Set.of(
          ALL,
          PipelineBench.NAME,
          ModelsBench.NAME,
          RankersBench.NAME,
          WriterBench.NAME,
          ImageBench.NAME,
          SearchBench.NAME);
  private static final String WRITER_MODEL = "ad-writer/1.0.0";
  private static final String IMAGE_MODEL = "ad-image/1.0.0";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = ALL,
      description =
          "pipeline, models, rankers, writer, image, search or all (default: ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Paint 24 pictures there as one PNG and measure nothing.")
  private Path sheet;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Write 20 advertisements there, with their briefs, and measure nothing.")
  private Path samples;

  @Option(names = "--quick", description = "One short repeat: to see that it runs, not to quote.")
  private boolean quick;

  @Override
  public Integer call() throws StackException, LoadException, InterruptedException, IOException {
    if (!NAMES.contains(name)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "no benchmark '"
              + name
              + "': there are pipeline, models, rankers, writer, image, search, all");
    }
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    if (sheet != null) {
      ContactSheet.write(imageTraining(root), imageModel(root), sheet);
      return CommandLine.ExitCode.OK;
    }
    if (samples != null) {
      WriterSamples.write(writerModel(root), samples);
      return CommandLine.ExitCode.OK;
    }
    List<BenchReport> reports = new ArrayList<>();
    if (asked(ModelsBench.NAME)) {
      reports.add(BenchReport.againstTheBest(ModelsBench.OURS, models(root)));
    }
    if (asked(ModelsBench.NAME) || asked(RankersBench.NAME)) {
      reports.addAll(rankers(root));
    }
    if (asked(ModelsBench.NAME) || asked(WriterBench.NAME)) {
      WriterBench writer = new WriterBench(sets(root), writerModel(root), this::progress);
      reports.add(BenchReport.against(WriterBench.AGAINST, writer.run()));
    }
    if (asked(ModelsBench.NAME) || asked(ImageBench.NAME)) {
      ImageBench image = new ImageBench(imageTraining(root), imageModel(root), this::progress);
      reports.add(BenchReport.against(ImageBench.DRAWN, image.run()));
    }
    if (asked(SearchBench.NAME)) {
      reports.add(BenchReport.against(SearchBench.AGAINST, search(root)));
    }
    if (asked(PipelineBench.NAME)) {
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

  private boolean asked(String bench) {
    return name.equals(ALL) || name.equals(bench);
  }

  private static Path imageTraining(Path root) {
    return root.resolve("model-udfs/training/image");
  }

  private Path sets(Path root) {
    return sets == null ? root.resolve("../shared/data").normalize() : sets;
  }

  private static Path writerModel(Path root) {
    return root.resolve("model-udfs/models").resolve(WRITER_MODEL);
  }

  private static Path imageModel(Path root) {
    return root.resolve("model-udfs/models").resolve(IMAGE_MODEL);
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

  private List<Figure> search(Path root) throws StackException, InterruptedException, IOException {
    Path encoder = root.resolve("model-udfs/models").resolve(EnrichTweetsJob.ENCODER);
    return new SearchBench(
            root.resolve("feed-view/target"), encoder, sets(root), quick, this::progress)
        .run();
  }

  private List<Figure> models(Path root) throws IOException, InterruptedException {
    try {
      return new ModelsBench(
              sets(root),
              root.resolve("model-udfs/training/encoder"),
              root.resolve("model-udfs/models").resolve(EnrichTweetsJob.ENCODER),
              this::progress)
          .run();
    } catch (NoSuchFileException e) {
      throw noDataSet(e);
    }
  }

  private List<BenchReport> rankers(Path root) throws IOException {
    try {
      return new RankersBench(sets(root), root.resolve("model-udfs/models"), this::progress).run();
    } catch (NoSuchFileException e) {
      throw noDataSet(e);
    }
  }

  private CommandLine.ParameterException noDataSet(NoSuchFileException missing) {
    return new CommandLine.ParameterException(
        spec.commandLine(),
        "no data set at " + missing.getMessage() + ": name their folder with --sets DIR");
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("murmur: " + line);
    err.flush();
  }
}
