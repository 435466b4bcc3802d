package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.rank.HeldOutWorld;
import io.murmuration.cli.rank.HeldOutWorld.Ranking;
import io.murmuration.cli.rank.HeldOutWorld.View;
import io.murmuration.event.EngagementKind;
import io.murmuration.model.djl.RankerLoader;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well the ranker orders candidates for readers of a world that it was not trained on, by the
 * true worth of each, beside simpler orders; and how well it tells who likes or mutes what.
 */
final class TimelineBench {
  static final String OURS = "timeline-ranker";
  private static final int WITHIN = 10;
  private static final int REPEATS = 5;
  private static final long SEED = 5;
  private static final String ORDER = "simulated timelines, NDCG@10";

  private final Path folder;
  private final boolean baselines;
  private final List<Figure> figures = new ArrayList<>();

  private interface Scorer {
    double[] of(Ranking ranking);
  }

  TimelineBench(Path folder, boolean baselines) {
    this.folder = folder;
    this.baselines = baselines;
  }

  List<Figure> run() {
    HeldOutWorld world = HeldOutWorld.live();
    try (ServedRows<?, RankScores> ranker = ServedRows.load(new RankerLoader(folder.toString()))) {
      order(world, ranker.arm(), ranking -> values(ranker.predict(ranking.features())));
      if (baselines) {
        SplittableRandom random = new SplittableRandom(SEED);
        order(world, "interest", ranking -> feature(ranking, RankFeature.INTEREST, 1));
        order(world, "popularity", ranking -> feature(ranking, RankFeature.POST_RATE, 1));
        order(world, "recency", ranking -> feature(ranking, RankFeature.AGE, -1));
        order(world, "random", ranking -> random.doubles(ranking.worth().length).toArray());
      }
      List<View> views = world.views();
      List<RankScores> scores = ranker.predict(views.stream().map(View::features).toList());
      tell(views, scores, ranker.arm(), EngagementKind.like);
      tell(views, scores, ranker.arm(), EngagementKind.mute);
      if (baselines) {
        figures.add(
            Figure.ofRepeats(
                ModelsBench.NAME,
                ranker.arm(),
                "a pair, in batches of 64 on one core",
                "µs",
                ranker.microseconds(views.stream().map(View::features).toList(), REPEATS)));
        figures.add(ShippedSize.figure(ModelsBench.NAME, ranker.arm(), folder));
      }
    }
    return figures;
  }

  private void order(HeldOutWorld world, String arm, Scorer scorer) {
    double[] found =
        world.rankings().stream()
            .mapToDouble(ranking -> Metrics.ndcg(WITHIN, scorer.of(ranking), ranking.worth()))
            .toArray();
    add(
        arm,
        ORDER,
        Interval.of(
            baselines,
            found.length,
            rows -> Arrays.stream(rows).mapToDouble(i -> found[i]).average().orElse(0)));
  }

  private void tell(List<View> views, List<RankScores> scores, String arm, EngagementKind kind) {
    boolean[] did = new boolean[views.size()];
    IntStream.range(0, did.length).forEach(i -> did[i] = views.get(i).did().contains(kind));
    double[] ours = scores.stream().mapToDouble(each -> each.of(kind)).toArray();
    String metric = "simulated views, " + kind + ", AUC";
    add(arm, metric, auc(ours, did));
    if (baselines) {
      int sign = Engagements.strength(kind) > 0 ? 1 : -1;
      double[] popular =
          views.stream()
              .mapToDouble(view -> sign * view.features()[RankFeature.POST_RATE.ordinal()])
              .toArray();
      add("popularity", metric, auc(popular, did));
    }
  }

  private Interval auc(double[] scores, boolean[] did) {
    return Interval.of(baselines, scores.length, rows -> Metrics.areaUnderCurve(rows, scores, did));
  }

  private void add(String arm, String metric, Interval found) {
    figures.add(Figure.withInterval(ModelsBench.NAME, arm, metric, "", found));
  }

  private static double[] values(List<RankScores> scores) {
    return scores.stream().mapToDouble(each -> each.value(Engagements::worth)).toArray();
  }

  private static double[] feature(Ranking ranking, RankFeature feature, int sign) {
    return ranking.features().stream().mapToDouble(row -> sign * row[feature.ordinal()]).toArray();
  }
}
