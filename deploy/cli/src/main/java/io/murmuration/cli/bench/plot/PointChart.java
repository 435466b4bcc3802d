package io.murmuration.cli.bench.plot;

import java.util.List;

/** Series of points over a common axis. */
public record PointChart(String title, String xUnit, String yUnit, List<Series> series) {
  private static final int LEFT = 80;
  private static final int TOP = 40;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int BELOW = 50;
  private static final int LEGEND = 200;
  private static final String GRID = "#dddddd";
  private static final List<String> COLOURS =
      List.of("#4477aa", "#cc6677", "#228833", "#ccbb44", "#aa3377", "#66ccee", "#777777");

  /** As many x as y. */
  public record Series(String name, double[] x, double[] y) {}

  public PointChart {
    series = List.copyOf(series);
  }

  public String svg() {
    Scale across = Scale.covering(series.stream().flatMapToDouble(s -> of(s.x())).toArray(), WIDTH);
    Scale up = Scale.covering(series.stream().flatMapToDouble(s -> of(s.y())).toArray(), HEIGHT);
    SvgPage page = new SvgPage(LEFT + WIDTH + LEGEND, TOP + HEIGHT + BELOW);
    page.text(12, 22, SvgPage.Anchor.START, title + " (" + yUnit + ")");
    grid(page, across, up);
    for (int i = 0; i < series.size(); i++) {
      draw(page, series.get(i), COLOURS.get(i % COLOURS.size()), across, up);
      double y = TOP + 18.0 * i + 8;
      page.circle(LEFT + WIDTH + 16.0, y, 4, COLOURS.get(i % COLOURS.size()));
      page.text(LEFT + WIDTH + 26.0, y + 4, SvgPage.Anchor.START, series.get(i).name());
    }
    return page.finish();
  }

  private void grid(SvgPage page, Scale across, Scale up) {
    for (double tick : up.ticks()) {
      double y = TOP + HEIGHT - up.at(tick);
      page.line(LEFT, y, LEFT + WIDTH, y, GRID);
      page.text(LEFT - 6.0, y + 4, SvgPage.Anchor.END, Numbers.of(tick));
    }
    for (double tick : across.ticks()) {
      double x = LEFT + across.at(tick);
      page.text(x, TOP + HEIGHT + 18.0, SvgPage.Anchor.MIDDLE, Numbers.of(tick));
    }
    page.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 38.0, SvgPage.Anchor.MIDDLE, xUnit);
  }

  private static void draw(SvgPage page, Series series, String colour, Scale across, Scale up) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < series.x().length; i++) {
      double x = LEFT + across.at(series.x()[i]);
      double y = TOP + HEIGHT - up.at(series.y()[i]);
      if (!Double.isFinite(y)) {
        continue;
      }
      if (Double.isFinite(lastX)) {
        page.line(lastX, lastY, x, y, colour);
      }
      page.circle(x, y, 3, colour);
      lastX = x;
      lastY = y;
    }
  }

  private static java.util.stream.DoubleStream of(double[] values) {
    return java.util.Arrays.stream(values);
  }
}
