package io.murmuration.cli.bench.plot;

import java.util.Locale;

/** Three digits that count, as the tables have them. */
final class Numbers {
  private Numbers() {}

  static String of(double value) {
    if (value == 0) {
      return "0";
    }
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
