package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.rank.OpenBandit;
import io.murmuration.cli.rank.OpenBandit.Row;
import io.murmuration.model.djl.AdCtrLoader;
import io.murmuration.model.rank.AdFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How well the model of click-through tells clicks on the days of open-bandit after training. */
final class AdBench {
  static final String OURS = "ad-ctr";
  private static final int REPEATS = 5;

  private final Path sets;
  private final Path folder;
  private final boolean baselines;
  private final List<Figure> figures = new ArrayList<>();

  AdBench(Path sets, Path folder, boolean baselines) {
    this.sets = sets;
    this.folder = folder;
    this.baselines = baselines;
  }

  List<Figure> run() throws IOException {
    List<Row> rows = OpenBandit.read(sets);
    List<Row> heldOut = OpenBandit.heldOut(rows);
    boolean[] clicked = clicks(heldOut);
    List<float[]> features = heldOut.stream().map(Row::features).toList();
    try (ServedRows<?, Float> model = ServedRows.load(new AdCtrLoader(folder.toString()))) {
      double[] ours = model.predict(features).stream().mapToDouble(Float::doubleValue).toArray();
      add(model.arm(), ours, clicked);
      if (baselines) {
        List<Row> training = OpenBandit.training(rows);
        add("the item's rate", itemRates(heldOut), clicked);
        add("the slot's rate", slotRates(training, heldOut), clicked);
        add("logistic regression", logit(training, features), clicked);
        figures.add(
            Figure.ofRepeats(
                ModelsBench.NAME,
                model.arm(),
                "an ad, in batches of 64 on one core",
                "µs",
                model.microseconds(features, REPEATS)));
      }
    }
    return figures;
  }

  private void add(String arm, double[] probabilities, boolean[] clicked) {
    figure(
        arm,
        "open-bandit clicks, AUC",
        Interval.bootstrap(
            clicked.length, rows -> Metrics.areaUnderCurve(rows, probabilities, clicked)));
    figure(
        arm,
        "open-bandit clicks, share of the log loss saved",
        Interval.bootstrap(
            clicked.length, rows -> Metrics.logLossSaved(rows, probabilities, clicked)));
  }

  private void figure(String arm, String metric, Interval found) {
    figures.add(Figure.withInterval(ModelsBench.NAME, arm, metric, "", found));
  }

  /** As counted until just before each impression. */
  private static double[] itemRates(List<Row> heldOut) {
    return heldOut.stream()
        .mapToDouble(row -> 1 / (1 + Math.exp(-row.features()[AdFeature.CAMPAIGN_RATE.ordinal()])))
        .toArray();
  }

  private static double[] slotRates(List<Row> training, List<Row> heldOut) {
    double[] rates = new double[3];
    for (int slot = 0; slot < rates.length; slot++) {
      int wanted = slot;
      List<Row> there = training.stream().filter(row -> row.ad().slot() == wanted).toList();
      rates[slot] = there.stream().filter(Row::clicked).count() / (double) there.size();
    }
    return heldOut.stream().mapToDouble(row -> rates[row.ad().slot()]).toArray();
  }

  private static double[] logit(List<Row> training, List<float[]> features) {
    DenseLogit model =
        DenseLogit.fit(training.stream().map(Row::features).toList(), clicks(training));
    return features.stream().mapToDouble(model::probability).toArray();
  }

  private static boolean[] clicks(List<Row> rows) {
    boolean[] clicked = new boolean[rows.size()];
    for (int i = 0; i < clicked.length; i++) {
      clicked[i] = rows.get(i).clicked();
    }
    return clicked;
  }
}
