package io.murmuration.cli.bench.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/** A bar for each arm, with a line from its least to its most. */
public record BarChart(String title, String unit, List<Bar> bars) {
  private static final int LABELS = 260;
  private static final int PLOT = 460;
  private static final int VALUES = 90;
  private static final int TOP = 40;
  private static final int ROW = 28;
  private static final int BOTTOM = 40;
  private static final String FILL = "#4477aa";
  private static final String GRID = "#dddddd";
  private static final String SPREAD = "#222222";

  public record Bar(String arm, double median, double min, double max) {}

  public BarChart {
    bars = List.copyOf(bars);
  }

  public String svg() {
    double[] ends =
        bars.stream()
            .flatMapToDouble(bar -> DoubleStream.of(bar.median(), bar.min(), bar.max()))
            .toArray();
    Scale scale = Scale.covering(ends, PLOT);
    int bottom = TOP + ROW * bars.size();
    SvgPage page = new SvgPage(LABELS + PLOT + VALUES, bottom + BOTTOM);
    page.text(12, 22, SvgPage.Anchor.START, unit.isEmpty() ? title : title + " (" + unit + ")");
    for (double tick : scale.ticks()) {
      double x = LABELS + scale.at(tick);
      page.line(x, TOP, x, bottom, GRID);
      page.text(x, bottom + 18, SvgPage.Anchor.MIDDLE, Numbers.of(tick));
    }
    for (int i = 0; i < bars.size(); i++) {
      draw(page, bars.get(i), scale, TOP + ROW * i);
    }
    return page.finish();
  }

  private static void draw(SvgPage page, Bar bar, Scale scale, int top) {
    double middle = top + ROW / 2.0;
    page.text(LABELS - 8.0, middle + 4, SvgPage.Anchor.END, bar.arm());
    if (!Double.isFinite(bar.median())) {
      page.text(LABELS + 6.0, middle + 4, SvgPage.Anchor.START, "none");
      return;
    }
    double from = Math.min(scale.at(0), scale.at(bar.median()));
    double length = Math.abs(scale.at(bar.median()) - scale.at(0));
    page.rectangle(LABELS + from, top + 5.0, length, ROW - 10.0, FILL);
    page.line(LABELS + scale.at(bar.min()), middle, LABELS + scale.at(bar.max()), middle, SPREAD);
    double end = LABELS + Math.max(scale.at(bar.max()), scale.at(bar.median()));
    page.text(end + 6, middle + 4, SvgPage.Anchor.START, Numbers.of(bar.median()));
  }
}
