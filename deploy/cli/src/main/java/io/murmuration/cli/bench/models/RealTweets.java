package io.murmuration.cli.bench.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** English tweets as people wrote them, each text once, in the files' order. */
public final class RealTweets {
  private RealTweets() {}

  /**
   * @throws java.nio.file.NoSuchFileException if the data sets are not there
   */
  public static List<String> texts(Path sets) throws IOException {
    Set<String> texts = new LinkedHashSet<>(AirlineTweets.texts(sets));
    try (Stream<Path> files = Files.walk(sets.resolve("tweeteval/datasets"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().endsWith("_text.txt")).sorted().toList()) {
        Files.readString(file).lines().map(String::strip).forEach(texts::add);
      }
    }
    return texts.stream().filter(text -> !text.isBlank()).toList();
  }
}
