package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good it is what an arm said of a set's posts: for each post whether each label was said, and
 * whether it is so. Nothing said is an abstention.
 *
 * @param sure whether the figures say how sure they are
 */
record HeadFigures(
    String arm, String set, List<boolean[]> said, List<double[]> truth, boolean sure) {

  /** An abstention is a label missed. */
  Figure macroF1() {
    return figure(
        "macro-F1", Interval.of(sure, said.size(), rows -> Metrics.macroF1(rows, said, truth)));
  }

  /** The share of posts of which anything was said and, if of any, the macro-F1 among these. */
  List<Figure> coverage() {
    int[] covered = IntStream.range(0, said.size()).filter(this::isCovered).toArray();
    Figure share =
        figure(
            "coverage",
            Interval.of(
                sure,
                said.size(),
                rows -> (double) IntStream.of(rows).filter(this::isCovered).count() / rows.length));
    if (covered.length == 0) {
      return List.of(share);
    }
    Interval among =
        Interval.of(
            sure,
            covered.length,
            rows ->
                Metrics.macroF1(IntStream.of(rows).map(i -> covered[i]).toArray(), said, truth));
    return List.of(share, figure("macro-F1 among the covered", among));
  }

  private boolean isCovered(int row) {
    for (boolean each : said.get(row)) {
      if (each) {
        return true;
      }
    }
    return false;
  }

  private Figure figure(String what, Interval found) {
    return Figure.withInterval(ModelsBench.NAME, arm, set + ", " + what, "", found);
  }
}
