package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.top.Snapshots;
import io.murmuration.cli.top.StackView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopScreenTest {
  private final TopScreen screen = new TopScreen();

  @Test
  void namesTheLanesInWhichSomebodyWaitedOnTheirModelsLine() {
    List<String> lines =
        screen.lines(look(Map.of("ads", 3.5, "feed", 0.0, "replay", Double.NaN)), 0);

    assertThat(lines).anyMatch(line -> line.contains("queue wait 4.0ms (ads 3.5ms), model 6.0ms"));
    assertThat(lines).noneMatch(line -> line.contains("feed"));
  }

  @Test
  void drawsRatesOfCountsFromTheSecondLookOn() {
    screen.lines(look(Map.of()), 0);

    List<String> second = screen.lines(look(Map.of()), 1_000);

    assertThat(second).anyMatch(line -> line.contains("encoder 1.2.0 at embed: 0.0/s"));
  }

  private static StackView.Look look(Map<String, Double> laneWaits) {
    Snapshots.Model model =
        new Snapshots.Model("embed", "encoder 1.2.0", 10, 100, 1.1, 0.02, 4.0, 6.0, laneWaits);
    Snapshots.Job job =
        new Snapshots.Job("enrich", "RUNNING", 0, 1, 0, 5, List.of(), List.of(model));
    return new StackView.Look(List.of(), List.of(), List.of(job));
  }
}
