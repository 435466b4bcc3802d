package io.murmuration.cli;

import java.util.Collection;
import java.util.Locale;

/** Numbers for people, each with its unit. */
final class Figures {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Figures() {}

  /** "-" where nothing was measured. */
  static String millis(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value < 10
        ? String.format(Locale.ROOT, "%.1fms", value)
        : String.format(Locale.ROOT, "%.0fms", value);
  }

  /** "-" where nothing was measured. */
  static String perSecond(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f/s" : "%.0f/s", value);
  }

  /** With a decimal; "-" where nothing was counted. */
  static String share(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  /** "-" where nothing was measured. */
  static String percent(double share) {
    if (Double.isNaN(share)) {
      return "-";
    }
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }

  /** One bar a value, the tallest for the largest. */
  static String sparkline(Collection<Double> values) {
    double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      int height = max <= 0 ? 0 : (int) Math.round(value / max * (BARS.length() - 1));
      line.append(BARS.charAt(height));
    }
    return line.toString();
  }
}
