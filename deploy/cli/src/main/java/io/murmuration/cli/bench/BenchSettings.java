package io.murmuration.cli.bench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a benchmark is told.
 *
 * @param root of the repository
 * @param sets the folder of data sets
 * @param quick to see that it runs, not to quote: fewer and shorter repeats
 * @param progress a line now and then
 */
public record BenchSettings(Path root, Path sets, boolean quick, Consumer<String> progress) {
  private static final int REPEATS = 5;
  private static final int QUICK_REPEATS = 1;

  public BenchSettings {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(sets, "sets");
    Objects.requireNonNull(progress, "progress");
  }

  public int repeats() {
    return quick ? QUICK_REPEATS : REPEATS;
  }

  public <T> T choose(T whenQuick, T whenFull) {
    return quick ? whenQuick : whenFull;
  }

  public Path models() {
    return root.resolve("model-udfs/models");
  }

  public Path training() {
    return root.resolve("model-udfs/training");
  }

  public Path registryHome() {
    return root.resolve("deploy/dev-stack/target/registry");
  }
}
