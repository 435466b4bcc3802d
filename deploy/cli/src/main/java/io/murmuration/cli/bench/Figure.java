package io.murmuration.cli.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one arm of a benchmark showed.
 *
 * @param median of the repeats, or the figure itself where one run gives it
 * @param min of the repeats, or the lower end of the 95 % confidence interval
 * @param max of the repeats, or the upper end
 * @param repeats in their order; empty where one run gives the figure
 */
public record Figure(
    String bench,
    String arm,
    String metric,
    String unit,
    double median,
    double min,
    double max,
    List<Double> repeats) {
  public Figure {
    repeats = List.copyOf(repeats);
  }

  /**
   * @throws IllegalArgumentException if there are none
   */
  public static Figure ofRepeats(
      String bench, String arm, String metric, String unit, List<Double> repeats) {
    if (repeats.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured for " + arm + " " + metric);
    }
    List<Double> sorted = repeats.stream().sorted().toList();
    return new Figure(
        bench,
        arm,
        metric,
        unit,
        medianOf(sorted),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        repeats);
  }

  public static Figure withInterval(
      String bench, String arm, String metric, String unit, Interval found) {
    return new Figure(
        bench, arm, metric, unit, found.value(), found.low(), found.high(), List.of());
  }

  /** The least and the most of several. */
  public record Spread(double min, double max) {}

  /** The median of the ratios of the same repeats; without repeats the ratio of the figures. */
  public double ratioTo(Figure other) {
    List<Double> ratios = ratios(other);
    return ratios.isEmpty() ? median / other.median : medianOf(ratios);
  }

  /** Of the ratios of the same repeats; empty unless both arms have as many, and two at least. */
  public Optional<Spread> ratioSpreadTo(Figure other) {
    if (repeats.size() < 2 || repeats.size() != other.repeats.size()) {
      return Optional.empty();
    }
    List<Double> ratios = ratios(other);
    return Optional.of(new Spread(ratios.get(0), ratios.get(ratios.size() - 1)));
  }

  /** Ascending. */
  private List<Double> ratios(Figure other) {
    return IntStream.range(0, Math.min(repeats.size(), other.repeats.size()))
        .mapToObj(i -> repeats.get(i) / other.repeats.get(i))
        .sorted()
        .toList();
  }

  private static double medianOf(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
