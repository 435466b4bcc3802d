package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From the encoder's outputs, in the manifest's order, to encodings. */
final class PostEncodings {
  private static final String VECTOR = "embedding";

  private final int dimension;
  private final List<String> outputs;
  private final LabelHead languages;
  private final LabelHead topics;
  private final LabelHead sentiments;
  private final LabelHead toxicity;
  private final LabelHead spam;

  PostEncodings(ModelManifest manifest) {
    dimension = manifest.dimension();
    outputs = List.copyOf(manifest.outputs().keySet());
    languages = LabelHead.of(manifest, "language");
    topics = LabelHead.of(manifest, "topics");
    sentiments = LabelHead.of(manifest, "sentiment");
    toxicity = LabelHead.of(manifest, "toxicity");
    spam = LabelHead.of(manifest, "spam");
  }

  /**
   * @param found an array {@code [rows, columns]} for each output
   * @param wanted how many rows to read, from the first on
   * @throws FatalInferenceException if the outputs have other shapes than the manifest says
   */
  List<PostEncoding> read(List<float[]> found, int rows, int wanted) {
    float[] vectors = output(found, VECTOR, rows, dimension);
    float[] languageScores = output(found, "language", rows, languages.size());
    float[] topicScores = output(found, "topics", rows, topics.size());
    float[] sentimentScores = output(found, "sentiment", rows, sentiments.size());
    float[] toxicityScores = output(found, "toxicity", rows, 1);
    float[] spamScores = output(found, "spam", rows, 1);
    List<PostEncoding> encodings = new ArrayList<>(wanted);
    for (int row = 0; row < wanted; row++) {
      int[] likely = topics.likely(topicScores, row);
      int sentiment = sentiments.best(sentimentScores, row);
      encodings.add(
          new PostEncoding(
              languages.bestLabel(languageScores, row),
              Arrays.copyOfRange(vectors, row * dimension, (row + 1) * dimension),
              Arrays.stream(likely).mapToObj(topics.labels()::get).toArray(String[]::new),
              scores(likely, topicScores, row),
              sentiment < 0 ? null : sentiments.labels().get(sentiment),
              sentiment < 0 ? 0 : sentiments.score(sentimentScores, row, sentiment),
              toxicity.score(toxicityScores, row, 0),
              spam.score(spamScores, row, 0)));
    }
    return encodings;
  }

  private float[] scores(int[] columns, float[] from, int row) {
    float[] scores = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      scores[i] = topics.score(from, row, columns[i]);
    }
    return scores;
  }

  private float[] output(List<float[]> found, String name, int rows, int columns) {
    int index = outputs.indexOf(name);
    if (index < 0 || index >= found.size() || found.get(index).length != rows * columns) {
      throw new FatalInferenceException(
          "the encoder's output '%s' is not %d rows of %d numbers: its manifest is of another model"
              .formatted(name, rows, columns));
    }
    return found.get(index);
  }
}
