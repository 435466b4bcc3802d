package io.murmuration.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Lines of the last values of many series, each by its name. */
final class Sparklines {
  private static final int VALUES = 24;

  private final Map<String, Deque<Double>> series = new HashMap<>();

  /** With this value as its newest; one that was not measured is drawn as 0. */
  String with(String name, double value) {
    Deque<Double> values = series.computeIfAbsent(name, n -> new ArrayDeque<>());
    values.addLast(Double.isNaN(value) ? 0 : value);
    if (values.size() > VALUES) {
      values.removeFirst();
    }
    return Figures.sparkline(values);
  }
}
