package io.murmuration.cli.bench.timelines;

import io.murmuration.jobs.rank.stages.RankedEntry;
import io.murmuration.jobs.rank.stages.RankingStages;
import io.murmuration.jobs.rank.stages.SlateRow;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A way to order the candidates that the job's stages found; all arms have the same ones. */
interface TimelineArm {
  String name();

  /**
   * @return the best first, at least a page of them where there are so many
   */
  List<SlateRow> ordered(SlateRow[] rows);

  /** The job's model and selection. */
  static TimelineArm ranked(
      LoadedModel<float[][], ?, List<RankScores>> ranker, RankingStages stages) {
    return new Ranked<>(ranker, stages);
  }

  static List<TimelineArm> baselines(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return List.of(
        new Sorted("recency", row -> -row.features()[RankFeature.AGE.ordinal()]),
        new Sorted("popularity", row -> row.features()[RankFeature.POST_RATE.ordinal()]),
        new Sorted("random", row -> random.nextDouble()));
  }

  /** By expected worth, with the stages that come after it. */
  record Ranked<P>(LoadedModel<float[][], P, List<RankScores>> ranker, RankingStages stages)
      implements TimelineArm {
    @Override
    public String name() {
      return "ranked";
    }

    @Override
    public List<SlateRow> ordered(SlateRow[] rows) {
      float[][] features = Arrays.stream(rows).map(SlateRow::features).toArray(float[][]::new);
      try {
        P prepared = ranker.preprocessor().prepare(features);
        List<RankScores> scores = ranker.model().predict(List.of(prepared)).get(0);
        return stages.select(rows, scores).stream().map(RankedEntry::row).toList();
      } catch (io.murmuration.model.inference.RejectedInputException e) {
        throw new IllegalStateException("the ranker refused a slate: " + e.getMessage(), e);
      }
    }
  }

  /** By one number. */
  record Sorted(String name, ToDoubleFunction<SlateRow> best) implements TimelineArm {
    @Override
    public List<SlateRow> ordered(SlateRow[] rows) {
      Map<SlateRow, Double> scores = new IdentityHashMap<>();
      Stream.of(rows).forEach(row -> scores.put(row, best.applyAsDouble(row)));
      List<SlateRow> sorted = new ArrayList<>(List.of(rows));
      sorted.sort(Comparator.comparingDouble((SlateRow row) -> scores.get(row)).reversed());
      return sorted;
    }
  }
}
