package io.murmuration.cli.bench.timelines;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.Figure;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelinesBenchTest {
  private static final Instant START = Instant.parse("2026-03-02T18:00:00Z");
  private static final double SESSIONS = 180;
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
  void drawsPeopleWithAllOfTheirPages() {
    World world = new World(WorldConfig.of(20, 432_000, START).withActivity(SESSIONS), 3);
    ArmLife life =
        new ArmLife(
            world, new LocalRanking(RankPolicy.standard()), TimelineArm.baselines(3).get(0), 2);
    life.live();
    int[] everybody = IntStream.range(0, 20).toArray();

    double[] alone = IntStream.of(everybody).mapToDouble(i -> life.ndcg(new int[] {i})).toArray();

    int best = IntStream.of(everybody).boxed().max(comparingDouble(i -> alone[i])).orElseThrow();
    // The mean of somebody's pages; their sum would be above 1.
    assertThat(alone[best]).isLessThanOrEqualTo(1);
    assertThat(life.ndcg(new int[] {best, best})).isEqualTo(alone[best]);
    assertThat(life.ndcg(everybody)).isPositive().isLessThan(alone[best]);
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
