package io.murmuration.cli.diff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comparisons as one page that needs nothing else: styles and plots are within it. */
public final class DiffHtml {
  private static final int SLICES_A_DIMENSION = 20;

  private final StringBuilder html = new StringBuilder();

  private DiffHtml() {}

  /**
   * @param failures of the gate; null where there was none
   */
  public static String page(String title, List<DiffReport> reports, List<String> failures) {
    DiffHtml page = new DiffHtml();
    page.html
        .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(styles())
        .append("</style></head><body><main><h1>")
        .append(escaped(title))
        .append("</h1><p class=\"sub\">A is the first topic, B the second. ")
        .append("Pairs share their key and the position of their source.</p>");
    page.gate(failures);
    reports.forEach(page::topic);
    return page.html.append("</main></body></html>\n").toString();
  }

  private void gate(List<String> failures) {
    if (failures == null) {
      return;
    }
    if (failures.isEmpty()) {
      html.append("<div class=\"gate held\">The gate holds.</div>");
    }
    for (String failure : failures) {
      html.append("<div class=\"gate failed\">The gate fails: ")
          .append(escaped(failure))
          .append("</div>");
    }
  }

  private void topic(DiffReport report) {
    html.append("<section class=\"topic\"><h1>")
        .append(escaped(report.topicA()))
        .append(" &rarr; ")
        .append(escaped(report.topicB()))
        .append("</h1><p class=\"sub\">")
        .append(report.records() == 0 ? "no records on either side" : number(report.records()))
        .append(report.records() == 0 ? "</p></section>" : " records</p>");
    if (report.records() == 0) {
      return;
    }
    html.append(DiffPlot.stack(report.verdicts(), 900, 22));
    tiles(report);
    counts("Causes", report.causes(), report.records());
    counts("Fields that changed", report.fields(), report.records());
    counts("Verdicts that flipped", report.flips(), report.records());
    measures(report);
    report.slices().forEach(this::slices);
    examples(report);
    html.append("</section>");
  }

  private void tiles(DiffReport report) {
    html.append("<div class=\"tiles\">");
    report
        .verdicts()
        .forEach(
            (verdict, count) ->
                html.append("<div class=\"tile\" style=\"--c:var(--")
                    .append(verdict.label())
                    .append(")\"><b>")
                    .append(number(count))
                    .append("</b><span>")
                    .append(verdict.label().replace('_', ' '))
                    .append("<br>")
                    .append(percent(count, report.records()))
                    .append("</span></div>"));
    html.append("</div>");
  }

  private void counts(String title, Map<String, Long> counts, long records) {
    if (counts.isEmpty()) {
      return;
    }
    html.append("<h2>").append(title).append("</h2><table class=\"counts\">");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            e ->
                html.append("<tr><td>")
                    .append(escaped(e.getKey().replace("within_tolerance", "within tolerance")))
                    .append("</td><td class=\"n\">")
                    .append(number(e.getValue()))
                    .append("</td><td class=\"n\">")
                    .append(percent(e.getValue(), records))
                    .append("</td><td>")
                    .append(
                        DiffPlot.bar(
                            (double) e.getValue() / Math.max(1, records), colour(e.getKey())))
                    .append("</td></tr>"));
    html.append("</table>");
  }

  private void measures(DiffReport report) {
    if (report.measures().isEmpty()) {
      return;
    }
    html.append("<h2>Nearness of those that differ (1 is the same)</h2><div class=\"plots\">");
    report
        .measures()
        .forEach((name, distribution) -> html.append(DiffPlot.histogram(name, distribution)));
    html.append("</div>");
  }

  private void slices(String dimension, Map<String, Map<Verdict, Long>> values) {
    html.append("<h2>By ").append(escaped(dimension)).append("</h2><table class=\"counts\">");
    values.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -DiffText.total(e.getValue())))
        .limit(SLICES_A_DIMENSION)
        .forEach(
            e -> {
              long total = DiffText.total(e.getValue());
              long same = e.getValue().getOrDefault(Verdict.IDENTICAL, 0L);
              html.append("<tr><td>")
                  .append(escaped(e.getKey()))
                  .append("</td><td class=\"n\">")
                  .append(number(total))
                  .append("</td><td class=\"n\">")
                  .append(percent(total - same, total))
                  .append(" differ</td><td>")
                  .append(DiffPlot.stack(e.getValue(), 320, 12))
                  .append("</td></tr>");
            });
    html.append("</table>");
  }

  private void examples(DiffReport report) {
    if (report.examples().isEmpty()) {
      return;
    }
    html.append("<h2>Examples</h2><table><tr><th>verdict</th><th>key</th><th>source</th>")
        .append("<th>cause</th><th>fields</th></tr>");
    for (DiffReport.Example example : report.examples()) {
      html.append("<tr><td><i style=\"--c:var(--")
          .append(example.verdict())
          .append(")\"></i>")
          .append(example.verdict().replace('_', ' '))
          .append("</td>");
      for (String cell :
          List.of(
              example.key(),
              example.position(),
              example.cause(),
              String.join(", ", example.what()))) {
        html.append("<td><code>").append(escaped(cell)).append("</code></td>");
      }
      html.append("</tr>");
    }
    html.append("</table>");
  }

  /** Of the verdict that a cause is named with; what is none is a change. */
  private static String colour(String named) {
    return Arrays.stream(Verdict.values())
        .map(Verdict::label)
        .filter(label -> named.startsWith(label + ":"))
        .findFirst()
        .orElse(Verdict.CHANGED.label());
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(long count, long of) {
    return String.format(Locale.ROOT, "%.2f\u00a0%%", 100.0 * count / Math.max(1, of));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String styles() {
    try (InputStream in = DiffHtml.class.getResourceAsStream("/diff/report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
