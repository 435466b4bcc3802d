package io.murmuration.cli.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one arm of a benchmark showed.
 *
 * @param values one a repeat, in their order
 */
public record Figure(String bench, String arm, String metric, String unit, List<Double> values) {
  public Figure {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured for " + arm + " " + metric);
    }
  }

  public double median() {
    return medianOf(values);
  }

  public double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** The median over the repeats of this figure against another of the same repeat. */
  public double ratioTo(Figure other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return medianOf(ratios);
  }

  private static double medianOf(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
