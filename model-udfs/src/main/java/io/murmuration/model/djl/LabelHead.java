package io.murmuration.model.djl;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One output of a network: a row of probabilities, what each column means, and the probability
 * below which nothing is said. A column without a number (NaN) is never said.
 */
record LabelHead(List<String> labels, double abstainBelow, String abstainLabel) {
  /**
   * @throws FatalInferenceException if the manifest has no such output with labels
   */
  static LabelHead of(ModelManifest manifest, String name) {
    ModelManifest.Output output = manifest.outputs().get(name);
    if (output == null || output.labels() == null) {
      throw new FatalInferenceException(
          "the manifest of %s %s needs outputs.%s with labels"
              .formatted(manifest.name(), manifest.version(), name));
    }
    return new LabelHead(
        List.copyOf(output.labels()), output.abstainBelow(), output.abstainLabel());
  }

  int size() {
    return labels.size();
  }

  float score(float[] scores, int row, int column) {
    return scores[row * size() + column];
  }

  /** The column of the likeliest label, or -1 where none is likely enough. */
  int best(float[] scores, int row) {
    int best = -1;
    for (int i = 0; i < size(); i++) {
      float score = score(scores, row, i);
      if (score >= abstainBelow && (best < 0 || score > score(scores, row, best))) {
        best = i;
      }
    }
    return best;
  }

  /** The label of {@link #best}, or the word for none. */
  String bestLabel(float[] scores, int row) {
    int best = best(scores, row);
    return best < 0 ? abstainLabel : labels.get(best);
  }

  /** The columns of all labels that are likely enough. */
  int[] likely(float[] scores, int row) {
    return IntStream.range(0, size())
        .filter(column -> score(scores, row, column) >= abstainBelow)
        .toArray();
  }
}
