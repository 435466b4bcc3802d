package io.murmuration.model.inference;

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
  @Test
  void keepsItsPromisesUnderEverySeed() {
    long from = Long.getLong("simulation.from", 0);
    long seeds = Long.getLong("simulation.seeds", 1_000);
    for (long seed = from; seed < from + seeds; seed++) {
      try {
        new Simulation(seed).run();
      } catch (Throwable e) {
        throw new AssertionError(
            "seed %d: replay it with -Dsimulation.from=%d -Dsimulation.seeds=1: %s"
                .formatted(seed, seed, e.getMessage()),
            e);
      }
    }
  }
}
