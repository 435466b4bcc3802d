package io.murmuration.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for a benchmark's stacks; gone when closed. */
public record ScratchFolder(Path path) implements AutoCloseable {
  public static ScratchFolder create() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("murmur-bench"));
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** A folder beside it, with all that lies in it. */
  public Path copy(Path from, String name) throws IOException {
    Path to = resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  public void delete(String name) throws IOException {
    delete(resolve(name));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }
}
