package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.top.Snapshots;
import io.murmuration.cli.top.StackView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopScreenTest {
  private final TopScreen screen = new TopScreen();

  @Test
  void namesTheLanesInWhichSomebodyWaitsOnTheirModelsLine() {
    Map<String, Snapshots.Lane> lanes =
        new TreeMap<>(
            Map.of(
                "ads", new Snapshots.Lane(2, 3.5),
                "feed", new Snapshots.Lane(0, 0),
                "replay", new Snapshots.Lane(1, 0)));

    List<String> lines = screen.lines(look(encoder(10, 0, 0, lanes)), 0);

    assertThat(lines)
        .anyMatch(
            line ->
                line.contains("queued 3, queue wait 4.0ms (ads 2 3.5ms, replay 1 0.0ms), model"));
    assertThat(lines).noneMatch(line -> line.contains("feed"));
  }

  @Test
  void drawsRatesOfCountsFromTheSecondLookOn() {
    screen.lines(look(encoder(10, 0, 0, Map.of())), 0);

    List<String> second = screen.lines(look(encoder(15, 0, 0, Map.of())), 1_000);

    assertThat(second).anyMatch(line -> line.contains("encoder 1.4.0 at embed: 5.0/s"));
    assertThat(second).noneMatch(line -> line.contains("cache"));
  }

  @Test
  void saysWhichPartOfTheRequestsSinceTheLastLookTheCacheKnew() {
    screen.lines(look(encoder(10, 100, 100, Map.of())), 0);

    List<String> second = screen.lines(look(encoder(10, 103, 101, Map.of())), 1_000);

    assertThat(second).anyMatch(line -> line.contains(" tokens, cache 75%, batch"));
  }

  @Test
  void saysWhatAWriterDrawsAndTakesBack() {
    screen.lines(look(writer(1_000, 0, 0, 0, 0, 0)), 0);

    List<String> second = screen.lines(look(writer(1_200, 20, 50, 150, 10, 25)), 2_000);

    assertThat(second)
        .anyMatch(
            line ->
                line.contains(
                    "ad-writer 1.0.0 at make-creative: 100/s tokens, 10% taken back, prompts 75%"
                        + " reused, 2.5 rows a step, queued 4, queue wait 7.0ms"));
  }

  private static Snapshots.Model encoder(
      double items, double hits, double misses, Map<String, Snapshots.Lane> lanes) {
    return new Snapshots.Model(
        "embed", "encoder 1.4.0", items, 100, hits, misses, 1.1, 0.02, 4.0, 6.0, lanes);
  }

  private static Snapshots.Writer writer(
      double drawn, double back, double read, double reused, double steps, double rows) {
    return new Snapshots.Writer(
        "make-creative", "ad-writer 1.0.0", drawn, back, read, reused, steps, rows, 4, 7);
  }

  private static StackView.Look look(Snapshots.Model model) {
    return look(List.of(model), List.of());
  }

  private static StackView.Look look(Snapshots.Writer writer) {
    return look(List.of(), List.of(writer));
  }

  private static StackView.Look look(List<Snapshots.Model> models, List<Snapshots.Writer> writers) {
    Snapshots.Job job =
        new Snapshots.Job("enrich", "RUNNING", 0, 1, 0, 5, List.of(), models, writers);
    return new StackView.Look(List.of(), List.of(), List.of(job));
  }
}
