package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A thousand lives of a batcher in the build; as many as wanted by command, and one again:
 *
 * <pre>
 * mvn -pl model-udfs -am verify -DskipITs -Dtest=SimulationTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seeds=1000000
 * ... -Dsimulation.from=4711 -Dsimulation.seeds=1
 * </pre>
 */
class SimulationTest {
  private static final int SEEDS_IN_THE_BUILD = 1_000;

  @Test
  void keepsItsPromisesUnderEverySeed() {
    long from = Long.getLong("simulation.from", 0);
    long seeds = Long.getLong("simulation.seeds", SEEDS_IN_THE_BUILD);
    long hung = 0;
    long outOfMemory = 0;
    long expired = 0;
    long retried = 0;
    long failed = 0;
    for (long seed = from; seed < from + seeds; seed++) {
      Simulation life = new Simulation(seed);
      BatchStatistics seen = live(seed, life);
      failed += life.failed();
      hung += seen.hung();
      outOfMemory += seen.outOfMemory();
      expired += seen.expired();
      retried += seen.retried();
    }
    if (seeds >= SEEDS_IN_THE_BUILD) {
      assertThat(new long[] {hung, outOfMemory, expired, retried, failed})
          .as("what befell the batchers: hung, out of memory, expired, retried, failed")
          .doesNotContain(0);
    }
  }

  private static BatchStatistics live(long seed, Simulation life) {
    try {
      return life.run();
    } catch (Throwable e) {
      throw new AssertionError(
          "seed %d: replay it with -Dsimulation.from=%d -Dsimulation.seeds=1: %s"
              .formatted(seed, seed, e.getMessage()),
          e);
    }
  }
}
