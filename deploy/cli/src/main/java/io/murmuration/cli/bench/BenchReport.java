package io.murmuration.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.cli.bench.plot.BarChart;
import io.murmuration.cli.bench.plot.PointChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Figures as a table and plots for people and as JSON for programs. */
public final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Figure> figures;
  private final Function<Figure, Optional<Figure>> opponentOf;
  private final List<PointChart> charts;

  private BenchReport(
      List<Figure> figures,
      Function<Figure, Optional<Figure>> opponentOf,
      List<PointChart> charts) {
    this.figures = List.copyOf(figures);
    this.opponentOf = opponentOf;
    this.charts = List.copyOf(charts);
  }

  /** Each arm against the same metric of this one. */
  public static BenchReport against(String arm, List<Figure> figures) {
    return new BenchReport(
        figures,
        figure -> sameMetric(figures, figure).filter(other -> other.arm().equals(arm)).findFirst(),
        List.of());
  }

  /** Arms with this prefix against the best of all others; more is better. */
  public static BenchReport againstTheBest(String oursPrefix, List<Figure> figures) {
    return new BenchReport(
        figures,
        figure ->
            figure.arm().startsWith(oursPrefix)
                ? sameMetric(figures, figure)
                    .filter(other -> !other.arm().startsWith(oursPrefix))
                    .max(Comparator.comparingDouble(Figure::median))
                : Optional.empty(),
        List.of());
  }

  /** Drawn beside the bars. */
  public BenchReport with(PointChart chart) {
    List<PointChart> more = new ArrayList<>(charts);
    more.add(chart);
    return new BenchReport(figures, opponentOf, more);
  }

  private static Stream<Figure> sameMetric(List<Figure> figures, Figure figure) {
    return figures.stream()
        .filter(other -> other != figure && other.metric().equals(figure.metric()));
  }

  /** Lines of Markdown. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| metric | arm | figure | low | high | unit | against |");
    lines.add("|---|---|---:|---:|---:|---|---|");
    for (Figure figure : figures) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s | %s |",
              figure.metric(),
              figure.arm(),
              number(figure.median()),
              number(figure.min()),
              number(figure.max()),
              figure.unit(),
              opponent(figure).map(other -> against(figure, other)).orElse("")));
    }
    return lines;
  }

  /** There is no ratio to nothing. */
  private Optional<Figure> opponent(Figure figure) {
    return opponentOf.apply(figure).filter(other -> other.median() != 0);
  }

  private static String against(Figure figure, Figure other) {
    String spread =
        figure
            .ratioSpreadTo(other)
            .map(found -> String.format(Locale.ROOT, "(%.3g to %.3g) ", found.min(), found.max()))
            .orElse("");
    return String.format(Locale.ROOT, "%.3gx %s%s", figure.ratioTo(other), spread, other.arm());
  }

  /**
   * An array of {@code {bench, arm, metric, unit, median, min, max, against, ratio, ratio_min,
   * ratio_max}}; the last two are null where the ratio has no spread.
   */
  public static void write(List<BenchReport> reports, Path file) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    reports.forEach(report -> report.addTo(array));
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), array);
  }

  /** An SVG for each chart, and one for each metric that has several arms. */
  public void plot(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, List<Figure>> byMetric = new LinkedHashMap<>();
    figures.forEach(
        figure ->
            byMetric.computeIfAbsent(figure.metric(), metric -> new ArrayList<>()).add(figure));
    for (List<Figure> same : byMetric.values()) {
      if (same.size() > 1) {
        Figure first = same.get(0);
        BarChart chart =
            new BarChart(
                first.metric(),
                first.unit(),
                same.stream()
                    .map(f -> new BarChart.Bar(f.arm(), f.median(), f.min(), f.max()))
                    .toList());
        Files.writeString(folder.resolve(fileName(first.bench(), first.metric())), chart.svg());
      }
    }
    for (PointChart chart : charts) {
      Files.writeString(
          folder.resolve(fileName(figures.get(0).bench(), chart.title())), chart.svg());
    }
  }

  private static String fileName(String bench, String what) {
    String words = what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return bench + "-" + words.replaceAll("^-|-$", "") + ".svg";
  }

  private void addTo(ArrayNode array) {
    for (Figure figure : figures) {
      ObjectNode node = array.addObject();
      node.put("bench", figure.bench());
      node.put("arm", figure.arm());
      node.put("metric", figure.metric());
      node.put("unit", figure.unit());
      node.put("median", figure.median());
      node.put("min", figure.min());
      node.put("max", figure.max());
      Optional<Figure> opponent = opponent(figure);
      node.put("against", opponent.map(Figure::arm).orElse(null));
      node.put("ratio", opponent.map(figure::ratioTo).orElse(null));
      Optional<Figure.Spread> spread = opponent.flatMap(figure::ratioSpreadTo);
      node.put("ratio_min", spread.map(Figure.Spread::min).orElse(null));
      node.put("ratio_max", spread.map(Figure.Spread::max).orElse(null));
    }
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
