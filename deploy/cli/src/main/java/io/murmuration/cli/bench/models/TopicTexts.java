package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.models.DataSets.Labelled;
import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the topics head learns from, weighed as in {@code model-udfs/training/encoder/heads.py}:
 * the posts of tweet-topic-xl, those that the project made, and lines of other sets that {@code
 * topics.py} found to speak of a topic.
 */
final class TopicTexts {
  static final double MADE = 0.6;
  static final double FOUND = 0.15;

  private final DataSets data;
  private final Path training;

  /**
   * @param training the folder with the text that the project made
   */
  TopicTexts(DataSets data, Path training) {
    this.data = data;
    this.training = training;
  }

  Labelled training() throws IOException {
    Labelled own = data.topics("train");
    List<Example> examples = new ArrayList<>(own.examples());
    for (String line : DataSets.read(training.resolve("topics.tsv"))) {
      String[] cells = line.split("\t", 3);
      examples.add(new Example(cells[2], labels(own.labels(), cells[1]), MADE));
    }
    Map<String, List<String>> files = new HashMap<>();
    for (String line : DataSets.read(training.resolve("topic_lines.tsv"))) {
      String[] cells = line.split("\t");
      if (!files.containsKey(cells[0])) {
        files.put(cells[0], data.lines(cells[0]));
      }
      String found = files.get(cells[0]).get(Integer.parseInt(cells[2]));
      examples.add(
          new Example(
              found.split("\t")[Integer.parseInt(cells[1])],
              labels(own.labels(), cells[3]),
              FOUND));
    }
    return new Labelled(own.labels(), examples);
  }

  private static double[] labels(List<String> names, String topics) {
    List<String> said = List.of(topics.split(","));
    if (!names.containsAll(said)) {
      throw new IllegalArgumentException(topics + " are not all of " + names);
    }
    return names.stream().mapToDouble(name -> said.contains(name) ? 1 : 0).toArray();
  }
}
