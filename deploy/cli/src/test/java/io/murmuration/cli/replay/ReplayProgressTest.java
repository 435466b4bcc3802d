package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.model.inference.ComputeDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final ReplayProgress progress =
      new ReplayProgress(
          ReplayFolder.at(Path.of("none")),
          new ReplayPlan(
              "try",
              "rank",
              List.of(
                  new ReplayWindow("engagements", 0, 100, 200, 500, 600),
                  new ReplayWindow("follows", 0, 0, 0, 500, 500)),
              Map.of(),
              null,
              0,
              null,
              true,
              1,
              ComputeDevice.CPU));

  @Test
  void saysThatItStartsUntilSomethingIsRead() {
    assertThat(progress.line(ReplayPositions.NONE, 0))
        .isEqualTo("replay try: starting, 1000 records to read");
  }

  @Test
  void saysHowLongTheRestTakes() {
    progress.line(at(149, 49, 149), 0);

    assertThat(progress.line(at(349, 249, 349), 10 * SECOND))
        .isEqualTo("replay try: 50 %, 40/s, 13 s left (500 of 1000 records read)");
  }

  @Test
  void isNoFartherThanItsResultsHoweverMuchIsRead() {
    progress.line(at(599, 499, 149), 0);

    assertThat(progress.line(at(599, 499, 199), 30 * SECOND))
        .isEqualTo("replay try: 20 %, 3/s, 4 min 0 s left (1000 of 1000 records read)");
  }

  @Test
  void givesNoTimeBeforeTheFirstResult() {
    assertThat(progress.line(at(349, 249, -1), 0))
        .isEqualTo("replay try: 0 %, at work (500 of 1000 records read)");
  }

  private static ReplayPositions at(long engagements, long follows, long results) {
    return new ReplayPositions(
        Map.of("engagements:0", engagements, "follows:0", follows),
        results < 0 ? Map.of() : Map.of("engagements:0", results));
  }
}
