package io.murmuration.cli.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as lines for a terminal. */
public final class DiffText {
  private static final int SLICES_A_DIMENSION = 8;

  private DiffText() {}

  public static List<String> lines(DiffReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "A %s, B %s: %d records".formatted(report.topicA(), report.topicB(), report.records()));
    report
        .verdicts()
        .forEach((v, count) -> lines.add("  %-18s %s".formatted(v.label(), share(count, report))));
    section(lines, "causes", report.causes(), report);
    section(lines, "fields that changed", report.fields(), report);
    section(lines, "verdicts that flipped", report.flips(), report);
    if (!report.measures().isEmpty()) {
      lines.add("  nearness of those that differ (1 is the same): mean, least");
      report
          .measures()
          .forEach(
              (name, d) ->
                  lines.add(
                      String.format(Locale.ROOT, "    %-24s %.6f  %.6f", name, d.mean(), d.min())));
    }
    report.slices().forEach((dimension, values) -> slices(lines, dimension, values));
    if (!report.examples().isEmpty()) {
      lines.add("  examples");
      report.examples().stream()
          .limit(10)
          .forEach(
              e ->
                  lines.add(
                      "    %s %s (%s): %s %s"
                          .formatted(
                              e.verdict(),
                              e.key(),
                              e.position(),
                              e.cause(),
                              e.what().isEmpty() ? "" : e.what())));
    }
    return lines;
  }

  private static void section(
      List<String> lines, String title, Map<String, Long> counts, DiffReport report) {
    if (counts.isEmpty()) {
      return;
    }
    lines.add("  " + title);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(e -> lines.add("    %-40s %s".formatted(e.getKey(), share(e.getValue(), report))));
  }

  /** The largest, with the share that is not identical. */
  private static void slices(
      List<String> lines, String dimension, Map<String, Map<Verdict, Long>> values) {
    lines.add("  by " + dimension + ": records, of them not identical");
    values.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -total(e.getValue())))
        .limit(SLICES_A_DIMENSION)
        .forEach(
            e -> {
              long total = total(e.getValue());
              long same = e.getValue().getOrDefault(Verdict.IDENTICAL, 0L);
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "    %-24s %8d  %6.2f %%",
                      e.getKey(),
                      total,
                      100.0 * (total - same) / total));
            });
  }

  static long total(Map<Verdict, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String share(long count, DiffReport report) {
    return String.format(
        Locale.ROOT, "%8d  %6.2f %%", count, 100.0 * count / Math.max(1, report.records()));
  }
}
