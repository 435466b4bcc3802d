package io.murmuration.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures as a table for people and as JSON for programs. */
public final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Figure> figures;
  private final String against;

  /**
   * @param against the arm that the others are set against
   */
  public BenchReport(List<Figure> figures, String against) {
    this.figures = List.copyOf(figures);
    this.against = against;
  }

  /** Lines of Markdown. */
  public List<String> table() {
    List<String> lines = new java.util.ArrayList<>();
    lines.add("| arm | metric | median | min | max | unit | against " + against + " |");
    lines.add("|---|---|---:|---:|---:|---|---:|");
    for (Figure figure : figures) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s | %s |",
              figure.arm(),
              figure.metric(),
              number(figure.median()),
              number(figure.min()),
              number(figure.max()),
              figure.unit(),
              ratio(figure).map(ratio -> String.format(Locale.ROOT, "%.3gx", ratio)).orElse("")));
    }
    return lines;
  }

  /** An array of {@code {bench, arm, metric, unit, median, min, max, against, ratio}}. */
  public void write(Path file) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (Figure figure : figures) {
      ObjectNode node = array.addObject();
      node.put("bench", figure.bench());
      node.put("arm", figure.arm());
      node.put("metric", figure.metric());
      node.put("unit", figure.unit());
      node.put("median", figure.median());
      node.put("min", figure.min());
      node.put("max", figure.max());
      Optional<Double> ratio = ratio(figure);
      node.put("against", ratio.isPresent() ? against : null);
      node.put("ratio", ratio.orElse(null));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), array);
  }

  private Optional<Double> ratio(Figure figure) {
    if (figure.arm().equals(against)) {
      return Optional.empty();
    }
    return figures.stream()
        .filter(other -> other.arm().equals(against) && other.metric().equals(figure.metric()))
        .findFirst()
        .map(figure::ratioTo);
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
