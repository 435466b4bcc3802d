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

  private final BenchReport report =
      new BenchReport(
          List.of(
              new Figure(
                  "pipeline", "floor", "throughput", "posts/s", List.of(100.0, 400.0, 200.0)),
              new Figure("pipeline", "ours", "throughput", "posts/s", List.of(50.0, 100.0, 190.0)),
              new Figure("pipeline", "ours", "own", "ms", List.of(1.0, 4.0))),
          "floor");

  @Test
  void takesTheMedianOfTheRatiosOfEachRepeat() {
    assertThat(report.table())
        .contains(
            "| floor | throughput | 200 | 100 | 400 | posts/s |  |",
            "| ours | throughput | 100 | 50.0 | 190 | posts/s | 0.500x |",
            "| ours | own | 2.50 | 1.00 | 4.00 | ms |  |");
  }

  @Test
  void writesTheSameFiguresAsJson() throws Exception {
    Path file = folder.resolve("bench.json");

    report.write(file);

    JsonNode ours = new ObjectMapper().readTree(file.toFile()).get(1);
    assertThat(ours.fieldNames())
        .toIterable()
        .containsExactly(
            "bench", "arm", "metric", "unit", "median", "min", "max", "against", "ratio");
    assertThat(ours.get("median").asDouble()).isEqualTo(100);
    assertThat(ours.get("against").asText()).isEqualTo("floor");
    assertThat(ours.get("ratio").asDouble()).isEqualTo(0.5);
  }

  @Test
  void refusesAFigureOfNothing() {
    assertThatThrownBy(() -> new Figure("b", "arm", "speed", "s", List.of()))
        .hasMessageContaining("nothing was measured for arm speed");
  }
}
