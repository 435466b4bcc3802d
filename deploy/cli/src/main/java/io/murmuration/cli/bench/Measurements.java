package io.murmuration.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the repeats of a benchmark's arms gave, in the order in which it first came. */
public final class Measurements {
  private record Key(String arm, String metric, String unit) {}

  private final String bench;
  private final Map<Key, List<Double>> repeats = new LinkedHashMap<>();

  public Measurements(String bench) {
    this.bench = bench;
  }

  public void add(String arm, String metric, String unit, double value) {
    repeats.computeIfAbsent(new Key(arm, metric, unit), key -> new ArrayList<>()).add(value);
  }

  /** A metric's figures stand together. */
  public List<Figure> figures() {
    Map<String, List<Figure>> byMetric = new LinkedHashMap<>();
    repeats.forEach(
        (key, values) ->
            byMetric
                .computeIfAbsent(key.metric(), metric -> new ArrayList<>())
                .add(Figure.ofRepeats(bench, key.arm(), key.metric(), key.unit(), values)));
    return byMetric.values().stream().flatMap(List::stream).toList();
  }
}
