package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The quality of the shipped rankers: of timelines in a simulated world, of ads on real clicks. */
public final class RankersBench {
  public static final String NAME = "rankers";
  public static final String TIMELINE = TimelineBench.OURS + "/1.0.0";
  public static final String ADS = AdBench.OURS + "/1.0.0";

  private final Path sets;
  private final Path models;
  private final Consumer<String> progress;

  /**
   * @param sets the folder of data sets, beside the repository
   * @param models the folder of shipped models
   */
  public RankersBench(Path sets, Path models, Consumer<String> progress) {
    this.sets = sets;
    this.models = models;
    this.progress = progress;
  }

  /**
   * @throws NoSuchFileException if the data sets are not there
   */
  public List<BenchReport> run() throws IOException {
    return List.of(
        BenchReport.againstTheBest(TimelineBench.OURS, timeline(true)),
        BenchReport.againstTheBest(AdBench.OURS, ads(true)));
  }

  /** Without the baselines. */
  public List<Figure> runOurs() throws IOException {
    List<Figure> figures = new ArrayList<>(timeline(false));
    figures.addAll(ads(false));
    return figures;
  }

  private List<Figure> timeline(boolean baselines) {
    progress.accept("ranking of timelines");
    return new TimelineBench(models.resolve(TIMELINE), baselines).run();
  }

  private List<Figure> ads(boolean baselines) throws IOException {
    if (!Files.isDirectory(sets)) {
      throw new NoSuchFileException(sets.toString());
    }
    progress.accept("click-through of ads");
    return new AdBench(sets, models.resolve(ADS), baselines).run();
  }
}
