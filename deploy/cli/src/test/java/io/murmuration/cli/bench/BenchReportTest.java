package io.murmuration.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  @TempDir Path folder;

  private final List<Figure> figures =
      List.of(
          Figure.ofRepeats("b", "floor", "throughput", "posts/s", List.of(100.0, 400.0, 200.0)),
          Figure.ofRepeats("b", "ours", "throughput", "posts/s", List.of(50.0, 100.0, 190.0)),
          Figure.ofRepeats("b", "ours", "own", "ms", List.of(1.0, 4.0)));
  private final BenchReport report = BenchReport.against("floor", figures);

  @Test
  void takesTheMedianAndTheSpreadOfTheRatiosOfEachRepeat() {
    assertThat(report.table())
        .contains(
            "| throughput | floor | 200 | 100 | 400 | posts/s |  |",
            "| throughput | ours | 100 | 50.0 | 190 | posts/s | 0.500x (0.250 to 0.950) floor |",
            "| own | ours | 2.50 | 1.00 | 4.00 | ms |  |");
  }

  @Test
  void givesNoRatioToNothing() {
    BenchReport nothing =
        BenchReport.against(
            "ours",
            List.of(
                Figure.ofRepeats("b", "ours", "broken", "of all", List.of(0.0)),
                Figure.ofRepeats("b", "bare", "broken", "of all", List.of(0.5))));

    assertThat(nothing.table()).contains("| broken | bare | 0.500 | 0.500 | 0.500 | of all |  |");
  }

  @Test
  void writesTheSameFiguresAsJson() throws Exception {
    Path file = folder.resolve("bench.json");

    BenchReport.write(List.of(report), file);

    JsonNode ours = new ObjectMapper().readTree(file.toFile()).get(1);
    assertThat(ours.fieldNames())
        .toIterable()
        .containsExactly(
            "bench",
            "arm",
            "metric",
            "unit",
            "median",
            "min",
            "max",
            "against",
            "ratio",
            "ratio_min",
            "ratio_max");
    assertThat(ours.get("median").asDouble()).isEqualTo(100);
    assertThat(ours.get("against").asText()).isEqualTo("floor");
    assertThat(ours.get("ratio").asDouble()).isEqualTo(0.5);
    assertThat(ours.get("ratio_min").asDouble()).isEqualTo(0.25);
    assertThat(ours.get("ratio_max").asDouble()).isEqualTo(0.95);
  }

  @Test
  void givesARatioNoSpreadWhereTheArmsHaveNotAsManyRepeats() {
    Figure ours = Figure.ofRepeats("b", "ours", "speed", "", List.of(4.0, 6.0));

    assertThat(ours.ratioSpreadTo(Figure.ofRepeats("b", "x", "speed", "", List.of(2.0, 2.0, 1.0))))
        .isEmpty();
    assertThat(ours.ratioSpreadTo(Figure.ofRepeats("b", "x", "speed", "", List.of(2.0, 2.0))))
        .hasValue(new Figure.Spread(2, 3));
  }

  @Test
  void givesASingleRepeatNoSpread() {
    Figure one = Figure.ofRepeats("b", "ours", "speed", "", List.of(4.0));

    assertThat(one.ratioSpreadTo(one)).isEmpty();
  }

  @Test
  void setsOursAgainstTheBestOfTheOthers() {
    Interval whatever = new Interval(0.5, 0.4, 0.6);
    List<Figure> models =
        List.of(
            Figure.withInterval("models", "encoder 1", "f1", "", whatever),
            Figure.withInterval("models", "weak", "f1", "", new Interval(0.1, 0, 0.2)),
            Figure.withInterval("models", "strong", "f1", "", new Interval(0.4, 0.3, 0.5)));

    assertThat(BenchReport.againstTheBest("encoder", models).table())
        .contains("| f1 | encoder 1 | 0.500 | 0.400 | 0.600 |  | 1.25x strong |");
  }

  @Test
  void refusesAFigureOfNothing() {
    assertThatThrownBy(() -> Figure.ofRepeats("b", "arm", "speed", "s", List.of()))
        .hasMessageContaining("nothing was measured for arm speed");
  }
}
