package io.murmuration.devstack;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where a job left off. */
public final class Checkpoints {
  private static final String PREFIX = "chk-";

  private Checkpoints() {}

  /**
   * The checkpoint with the highest number that was written whole; Flink goes on counting where it
   * left off, so numbers of several runs have one order. One that was cut short by a death was
   * never acknowledged, so nothing was committed for it.
   *
   * @param folder of one job, with a folder for each of its runs
   */
  public static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.find(folder, 2, (path, attributes) -> isNumbered(path))) {
      List<Path> newestFirst =
          found.sorted(Comparator.comparingLong(Checkpoints::number).reversed()).toList();
      return newestFirst.stream().filter(Checkpoints::isWhole).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNumbered(Path path) {
    return path.getFileName().toString().matches(PREFIX + "\\d{1,18}");
  }

  private static long number(Path path) {
    return Long.parseLong(path.getFileName().toString().substring(PREFIX.length()));
  }

  private static boolean isWhole(Path checkpoint) {
    Path metadata = checkpoint.resolve("_metadata");
    if (!Files.isRegularFile(metadata)) {
      return false;
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, Checkpoints.class.getClassLoader(), checkpoint.toString());
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
