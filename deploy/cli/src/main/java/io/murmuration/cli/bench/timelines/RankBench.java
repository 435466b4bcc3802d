package io.murmuration.cli.bench.timelines;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Served;
import io.murmuration.jobs.rank.RankTimelinesJob;
import io.murmuration.model.djl.SlateRankerLoader;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankScores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What ranking costs: pairs of reader and post through the shared ranker, in slates as the job asks
 * for them, beside the same arithmetic in a loop on arrays, each on one thread; then state and
 * stages as readers grow in number.
 */
public final class RankBench {
  public static final String NAME = "rank";
  public static final String AGAINST = "loop on arrays";
  private static final int ROWS = 120;
  private static final int SLATES = 64;
  private static final int IN_FLIGHT = 64;

  /**
   * @param seconds of each measurement
   * @param readers of each step of growth
   */
  public record Size(int repeats, double seconds, List<Integer> readers) {
    public static Size full() {
      return new Size(5, 3, List.of(1_000, 10_000, 100_000));
    }

    public static Size quick() {
      return new Size(1, 0.5, List.of(300, 1_000));
    }
  }

  private final Path models;
  private final Size size;
  private final Consumer<String> progress;

  /**
   * @param models the folder of shipped models
   */
  public RankBench(Path models, Size size, Consumer<String> progress) {
    this.models = models;
    this.size = size;
    this.progress = progress;
  }

  public List<Figure> run() throws InterruptedException {
    List<Figure> figures = new ArrayList<>(pairs());
    for (int readers : size.readers()) {
      progress.accept("ranking with " + readers + " readers");
      figures.addAll(new ReaderGrowth(readers, size.repeats()).run());
    }
    return figures;
  }

  private List<Figure> pairs() throws InterruptedException {
    List<Double> operator = new ArrayList<>();
    List<Double> loop = new ArrayList<>();
    float[][][] slates = slates();
    ArrayNetwork network = new ArrayNetwork(new SplittableRandom(1));
    SlateRankerLoader loader =
        new SlateRankerLoader(models.resolve(RankTimelinesJob.RANKER).toString());
    BatchLimits limits = new BatchLimits(16, 16, 2 * IN_FLIGHT, 3, Duration.ofMillis(100));
    try (ModelLease<float[][], List<RankScores>> lease = SharedModels.acquire(loader, limits)) {
      for (int repeat = -1; repeat < size.repeats(); repeat++) {
        progress.accept("pairs a second, repeat " + (repeat + 1));
        double ours = throughRanker(lease, slates);
        double theirs = throughLoop(network, slates);
        if (repeat >= 0) {
          operator.add(ours);
          loop.add(theirs);
        }
      }
    }
    return List.of(
        Figure.ofRepeats(NAME, "shared ranker", "pairs", "pairs/s", operator),
        Figure.ofRepeats(NAME, AGAINST, "pairs", "pairs/s", loop));
  }

  private double throughRanker(ModelLease<float[][], List<RankScores>> lease, float[][][] slates)
      throws InterruptedException {
    Deque<CompletableFuture<InferenceOutcome<List<RankScores>>>> waiting = new ArrayDeque<>();
    long began = System.nanoTime();
    long pairs = 0;
    for (int i = 0; seconds(began) < size.seconds(); i++) {
      waiting.addLast(lease.submit(slates[i % SLATES]));
      if (waiting.size() == IN_FLIGHT) {
        pairs += Served.output(waiting.removeFirst(), "a slate").size();
      }
    }
    while (!waiting.isEmpty()) {
      pairs += Served.output(waiting.removeFirst(), "a slate").size();
    }
    return pairs / seconds(began);
  }

  private double throughLoop(ArrayNetwork network, float[][][] slates) {
    float[] probabilities = new float[ArrayNetwork.HEADS];
    long began = System.nanoTime();
    long pairs = 0;
    float kept = 0;
    for (int i = 0; seconds(began) < size.seconds(); i++) {
      for (float[] row : slates[i % SLATES]) {
        network.predict(row, probabilities);
        kept += probabilities[0];
        pairs++;
      }
    }
    if (Float.isNaN(kept)) {
      throw new IllegalStateException("the loop gave no number");
    }
    return pairs / seconds(began);
  }

  private static float[][][] slates() {
    SplittableRandom random = new SplittableRandom(2);
    float[][][] slates = new float[SLATES][ROWS][RankFeature.values().length];
    for (float[][] slate : slates) {
      for (float[] row : slate) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextFloat();
        }
      }
    }
    return slates;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
