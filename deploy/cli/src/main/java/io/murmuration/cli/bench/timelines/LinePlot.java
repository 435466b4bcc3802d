package io.murmuration.cli.bench.timelines;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Lines over whole numbers from 1, as an SVG picture that reads on light and dark.
 *
 * @param lines by name, of one length; a value that is not finite leaves a gap
 */
record LinePlot(String title, String axis, Map<String, double[]> lines) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int RIGHT = 120;
  private static final int BOTTOM = 50;
  private static final int TICKS = 5;

  /** Okabe and Ito's, told apart by those who are colour-blind, too. */
  private static final List<String> COLOURS = List.of("#0072B2", "#888888", "#D55E00", "#009E73");

  String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
            + " font-family='sans-serif' font-size='12'>",
        WIDTH,
        HEIGHT);
    add(svg, "<title>%s</title>", title);
    add(svg, "<rect width='%d' height='%d' fill='#fff'/>", WIDTH, HEIGHT);
    add(svg, "<text x='%d' y='24' font-size='15'>%s</text>", LEFT, title);
    grid(svg);
    int number = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      line(svg, line.getKey(), line.getValue(), number++);
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (int i = 0; i <= TICKS; i++) {
      double value = low() + (high() - low()) * i / TICKS;
      add(
          svg,
          "<path d='M%d %.1fH%d' stroke='#ddd'/><text x='%d' y='%.1f' text-anchor='end'>%.0f</text>",
          LEFT,
          y(value),
          WIDTH - RIGHT,
          LEFT - 8,
          y(value) + 4,
          value);
    }
    for (int i = 0; i < length(); i += Math.max(1, length() / 10)) {
      add(
          svg,
          "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>",
          x(i),
          HEIGHT - BOTTOM + 18,
          i + 1);
    }
    add(svg, "<text x='%d' y='%d'>%s</text>", LEFT, HEIGHT - 10, axis);
  }

  private void line(StringBuilder svg, String name, double[] values, int number) {
    String colour = COLOURS.get(number % COLOURS.size());
    String points =
        IntStream.range(0, values.length)
            .filter(i -> Double.isFinite(values[i]))
            .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", x(i), y(values[i])))
            .collect(Collectors.joining(" "));
    add(svg, "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, colour);
    add(
        svg,
        "<text x='%d' y='%d' fill='%s'>%s</text>",
        WIDTH - RIGHT + 10,
        TOP + 20 * (number + 1),
        colour,
        name);
  }

  private double x(int index) {
    return LEFT + (double) (WIDTH - LEFT - RIGHT) * index / Math.max(1, length() - 1);
  }

  private double y(double value) {
    double share = (value - low()) / (high() - low());
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private int length() {
    return lines.values().iterator().next().length;
  }

  private double low() {
    return finite().min().orElse(0);
  }

  private double high() {
    return Math.max(low() + 1, finite().max().orElse(1));
  }

  private DoubleStream finite() {
    return lines.values().stream().flatMapToDouble(DoubleStream::of).filter(Double::isFinite);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
