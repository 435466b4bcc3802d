package io.murmuration.model.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Arms that take turns, round after round, and what each is to the first. */
final class GpuRounds {
  interface Arm {
    /** One figure of one repeat. */
    double measure() throws Exception;
  }

  private final String title;
  private final String unit;
  private final Map<String, Arm> arms = new LinkedHashMap<>();

  GpuRounds(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  GpuRounds arm(String name, Arm arm) {
    arms.put(name, arm);
    return this;
  }

  /** A turn each to warm up, then the rounds; nothing where there are none. */
  void run(int rounds) throws Exception {
    if (rounds == 0) {
      return;
    }
    Map<String, List<Double>> found = new LinkedHashMap<>();
    for (Map.Entry<String, Arm> arm : arms.entrySet()) {
      arm.getValue().measure();
      found.put(arm.getKey(), new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Arm> arm : arms.entrySet()) {
        found.get(arm.getKey()).add(arm.getValue().measure());
      }
    }
    List<Double> first = found.values().iterator().next();
    found.forEach((name, values) -> print(name, values, first));
  }

  private void print(String name, List<Double> values, List<Double> first) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / first.get(i));
    }
    GpuCheck.say(
        "| %s | %s | %s | %s | %s | %s | %.3gx |",
        title,
        name,
        figure(median(values)),
        figure(Collections.min(values)),
        figure(Collections.max(values)),
        unit,
        median(ratios));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.3g", value);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
