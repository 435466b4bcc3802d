package io.murmuration.cli.bench.timelines;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.bench.plot.PointChart;
import io.murmuration.jobs.rank.RankTimelinesJob;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.model.djl.SlateRankerLoader;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.rank.RankScores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A world lived through once for each arm, from nobody knowing anybody: how good the timelines are,
 * and what people do with them. The job's own stages find the candidates for all arms.
 */
public final class TimelinesBench {
  public static final String NAME = "timelines";
  public static final String OURS = "ranked";
  private static final String AGAINST = "recency";
  private static final long SEED = 2_001;
  private static final int POSTS_A_DAY = 5 * 86_400;
  private static final double SESSIONS_A_DAY = 360;
  private static final double MEDIAN_SESSIONS_A_DAY = 2;

  /** In the evening, when people look most. */
  private static final Instant START = Instant.parse("2026-03-02T18:00:00Z");

  /**
   * @param minutes of event time
   */
  public record Size(int people, int minutes) {
    public static Size full() {
      return new Size(5_000, 20);
    }

    public static Size quick() {
      return new Size(300, 6);
    }
  }

  private final Path models;
  private final Size size;
  private final Consumer<String> progress;
  private final Map<String, ArmLife> lives = new LinkedHashMap<>();

  /**
   * @param models the folder of shipped models
   */
  public TimelinesBench(Path models, Size size, Consumer<String> progress) {
    this.models = models;
    this.size = size;
    this.progress = progress;
  }

  public List<Figure> run() {
    World world =
        new World(
            WorldConfig.of(size.people(), POSTS_A_DAY, START)
                .withActivity(SESSIONS_A_DAY / MEDIAN_SESSIONS_A_DAY),
            SEED);
    try (LoadedModel<float[][], ?, List<RankScores>> ranker =
        new SlateRankerLoader(models.resolve(RankTimelinesJob.RANKER).toString()).load()) {
      LocalRanking ours = new LocalRanking(RankPolicy.standard());
      live(world, ours, TimelineArm.ranked(ranker, ours.stages()));
      for (TimelineArm arm : TimelineArm.baselines(SEED)) {
        live(world, new LocalRanking(RankPolicy.standard()), arm);
      }
    }
    List<Figure> figures = new ArrayList<>();
    lives.forEach((arm, life) -> figures.addAll(figures(arm, life)));
    return figures;
  }

  private void live(World world, LocalRanking ranking, TimelineArm arm) {
    progress.accept(
        "%d people, %d minutes: %s".formatted(size.people(), size.minutes(), arm.name()));
    ArmLife life = new ArmLife(world, ranking, arm, size.minutes());
    life.live();
    lives.put(arm.name(), life);
  }

  private List<Figure> figures(String arm, ArmLife life) {
    return List.of(
        figure(arm, "NDCG@10", "", Interval.bootstrap(size.people(), life::ndcg)),
        figure(
            arm,
            "views with a like, repost, reply or click",
            "%",
            Interval.bootstrap(size.people(), rows -> 100 * life.engagementRate(rows))),
        figure(
            arm,
            "views without a mute, block or report",
            "%",
            Interval.bootstrap(size.people(), rows -> 100 - 100 * life.complaintRate(rows))));
  }

  private static Figure figure(String arm, String metric, String unit, Interval found) {
    return Figure.withInterval(NAME, arm, metric, unit, found);
  }

  /** The lift of engagement over recency, by the minute; after {@link #run}. */
  public PointChart lift() {
    double[] base = lives.get(AGAINST).engagementByMinute();
    double[] minutes = IntStream.rangeClosed(1, base.length).asDoubleStream().toArray();
    List<PointChart.Series> series = new ArrayList<>();
    lives.forEach(
        (arm, life) -> {
          double[] rates = life.engagementByMinute();
          Arrays.setAll(rates, minute -> 100 * (rates[minute] / base[minute] - 1));
          series.add(new PointChart.Series(arm, minutes, rates));
        });
    return new PointChart("Engagement against " + AGAINST, "minute", "%", series);
  }
}
