package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.rank.OpenBandit;
import io.murmuration.cli.rank.OpenBandit.Row;
import io.murmuration.cli.rank.SimulatedAds;
import io.murmuration.cli.rank.SimulatedAds.Choice;
import io.murmuration.model.djl.AdCtrLoader;
import io.murmuration.model.rank.AdFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How well the model of click-through tells clicks, and chooses among copies, in a simulated world
 * that it was not trained on, and on the days of open-bandit after those of its training.
 */
final class AdBench {
  static final String OURS = "ad-ctr";
  private static final int REPEATS = 5;
  private static final String REAL = "open-bandit";

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
    try (ServedRows<?, Float> model = ServedRows.load(new AdCtrLoader(folder.toString()))) {
      simulated(model);
      real(model);
    }
    return figures;
  }

  private void simulated(ServedRows<?, Float> model) {
    SimulatedAds.HeldOut heldOut = SimulatedAds.heldOut();
    boolean[] clicked = new boolean[heldOut.rows().size()];
    IntStream.range(0, clicked.length).forEach(i -> clicked[i] = heldOut.rows().get(i).clicked());
    List<float[]> features = heldOut.rows().stream().map(SimulatedAds.Row::features).toList();
    add(model.arm(), "simulated ads", rates(model, features), clicked);
    choose(model.arm(), heldOut.choices(), rows -> rates(model, rows));
    if (baselines) {
      add("the campaign's rate", "simulated ads", campaignRates(features), clicked);
      choose("the copy's rate", heldOut.choices(), rows -> feature(rows, AdFeature.COPY_RATE));
      choose("any copy", heldOut.choices(), rows -> new double[rows.size()]);
      figures.add(
          Figure.ofRepeats(
              ModelsBench.NAME,
              model.arm(),
              "an ad, in batches of 64 on one core",
              "µs",
              model.microseconds(features, REPEATS)));
      figures.add(ShippedSize.figure(ModelsBench.NAME, model.arm(), folder));
    }
  }

  private void real(ServedRows<?, Float> model) throws IOException {
    List<Row> rows = OpenBandit.read(sets);
    List<Row> heldOut = OpenBandit.heldOut(rows);
    boolean[] clicked = clicks(heldOut);
    List<float[]> features = heldOut.stream().map(Row::features).toList();
    add(model.arm(), REAL, rates(model, features), clicked);
    if (baselines) {
      List<Row> training = OpenBandit.training(rows);
      add("the campaign's rate", REAL, campaignRates(features), clicked);
      add("the slot's rate", REAL, slotRates(training, heldOut), clicked);
      add("logistic regression", REAL, logit(training, features), clicked);
    }
  }

  /** How much of the best copy's true rate the chosen copy has. */
  private void choose(String arm, List<Choice> choices, Function<List<float[]>, double[]> score) {
    double[] chosen = new double[choices.size()];
    double[] best = new double[choices.size()];
    for (int i = 0; i < chosen.length; i++) {
      double[] rates = choices.get(i).rates();
      chosen[i] = rates[largest(score.apply(choices.get(i).features()))];
      best[i] = rates[largest(rates)];
    }
    figure(
        arm,
        "simulated ads, the chosen copy's share of the best rate",
        Interval.of(
            baselines,
            chosen.length,
            rows ->
                Arrays.stream(rows).mapToDouble(i -> chosen[i]).sum()
                    / Arrays.stream(rows).mapToDouble(i -> best[i]).sum()));
  }

  private void add(String arm, String set, double[] probabilities, boolean[] clicked) {
    figure(
        arm,
        set + ", clicks, AUC",
        Interval.of(
            baselines,
            clicked.length,
            rows -> Metrics.areaUnderCurve(rows, probabilities, clicked)));
    figure(
        arm,
        set + ", clicks, a constant's log loss over its own",
        Interval.of(
            baselines, clicked.length, rows -> Metrics.logLossGain(rows, probabilities, clicked)));
  }

  private void figure(String arm, String metric, Interval found) {
    figures.add(Figure.withInterval(ModelsBench.NAME, arm, metric, "", found));
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  private static double[] rates(ServedRows<?, Float> model, List<float[]> features) {
    return model.predict(features).stream().mapToDouble(Float::doubleValue).toArray();
  }

  private static double[] feature(List<float[]> rows, AdFeature feature) {
    return rows.stream().mapToDouble(row -> row[feature.ordinal()]).toArray();
  }

  /** As counted until just before each impression. */
  private static double[] campaignRates(List<float[]> rows) {
    return rows.stream()
        .mapToDouble(row -> 1 / (1 + Math.exp(-row[AdFeature.CAMPAIGN_RATE.ordinal()])))
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
