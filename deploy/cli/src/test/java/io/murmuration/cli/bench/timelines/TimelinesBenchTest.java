package io.murmuration.cli.bench.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.Figure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelinesBenchTest {
  private static final Path MODELS = Path.of(System.getProperty("murmuration.models"));

  @Test
  void ranksBetterThanChanceInASmallWorldAndDrawsIt() throws Exception {
    TimelinesBench bench =
        new TimelinesBench(MODELS, new TimelinesBench.Size(60, 3), progress -> {});

    List<Figure> figures = bench.run();
    String drawn = bench.lift().svg();

    assertThat(figures).hasSize(12);
    assertThat(figures).allSatisfy(each -> assertThat(each.median()).isFinite());
    assertThat(of(figures, "ranked")).isGreaterThan(of(figures, "random"));
    assertThat(drawn).contains("<line", "popularity");
  }

  @Test
  void livesTheSameLifeForTheSameSeed() {
    TimelinesBench.Size size = new TimelinesBench.Size(40, 1);

    assertThat(new TimelinesBench(MODELS, size, progress -> {}).run())
        .isEqualTo(new TimelinesBench(MODELS, size, progress -> {}).run());
  }

  @Test
  void measuresWhatAReaderCosts() {
    List<Figure> figures = new ReaderGrowth(100, 1).run();

    assertThat(figures).allSatisfy(each -> assertThat(each.median()).isPositive());
  }

  private static double of(List<Figure> figures, String arm) {
    return figures.stream()
        .filter(each -> each.arm().equals(arm) && each.metric().equals("NDCG@10"))
        .findFirst()
        .orElseThrow()
        .median();
  }
}
