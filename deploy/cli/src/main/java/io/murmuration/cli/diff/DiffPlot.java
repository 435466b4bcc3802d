package io.murmuration.cli.diff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The report's plots, as SVG in the page's colours. */
final class DiffPlot {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 120;
  private static final int BAR = 320;

  private DiffPlot() {}

  /** All verdicts in one bar. */
  static String stack(Map<Verdict, Long> counts, int width, int height) {
    long total = Math.max(1, DiffText.total(counts));
    StringBuilder svg = open(width, height, "shares of the verdicts");
    double x = 0;
    for (Verdict verdict : Verdict.values()) {
      double w = (double) width * counts.getOrDefault(verdict, 0L) / total;
      if (w > 0) {
        rectangle(svg, x, 0, w, height, verdict.label());
      }
      x += w;
    }
    return svg.append("</svg>").toString();
  }

  /**
   * @param share 0 to 1
   * @param colour by its name in the page
   */
  static String bar(double share, String colour) {
    StringBuilder svg = open(BAR, 10, "share");
    rectangle(svg, 0, 0, Math.max(1, BAR * Math.min(1, share)), 10, colour);
    return svg.append("</svg>").toString();
  }

  /** Heights by the logarithm, so that the few outliers are seen. */
  static String histogram(String name, Distribution distribution) {
    long[] bins = distribution.bins();
    double tallest = Math.log1p(Arrays.stream(bins).max().orElse(0));
    StringBuilder svg = open(WIDTH, HEIGHT + 36, name);
    double w = (double) WIDTH / bins.length;
    for (int i = 0; i < bins.length; i++) {
      double h = tallest == 0 ? 0 : HEIGHT * Math.log1p(bins[i]) / tallest;
      rectangle(svg, i * w, 16 + HEIGHT - h, w - 1, h, "extra");
    }
    rectangle(svg, 0, 16 + HEIGHT, WIDTH, 1, "line");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"11\">%s: mean %.4f, least %.4f, %d records (log scale)</text>",
            DiffHtml.escaped(name),
            distribution.mean(),
            distribution.min(),
            distribution.count()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\">1</text></svg>",
            HEIGHT + 32,
            WIDTH - 8,
            HEIGHT + 32));
    return svg.toString();
  }

  private static StringBuilder open(int width, int height, String label) {
    return new StringBuilder()
        .append(
            "<svg role=\"img\" aria-label=\"%s\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                .formatted(DiffHtml.escaped(label), width, height, width, height));
  }

  private static void rectangle(
      StringBuilder svg, double x, double y, double w, double h, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"var(--%s)\"/>",
            x,
            y,
            w,
            h,
            colour));
  }
}
