package io.murmuration.model.djl;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.util.List;

/**
 * From a row of probabilities to a language, or to the word for none where none is likely enough.
 */
record LanguageLabels(List<String> labels, double abstainBelow, String abstainLabel) {
  static LanguageLabels of(ModelManifest.Output output) {
    if (output == null || output.labels() == null || output.abstainLabel() == null) {
      throw new FatalInferenceException(
          "the encoder's manifest needs outputs.language with labels and abstain_label");
    }
    return new LanguageLabels(
        List.copyOf(output.labels()), output.abstainBelow(), output.abstainLabel());
  }

  int size() {
    return labels.size();
  }

  /** A row without numbers (NaN) abstains. */
  String best(float[] shares, int row) {
    int best = -1;
    for (int i = 0; i < size(); i++) {
      float share = shares[row * size() + i];
      if (share >= abstainBelow && (best < 0 || share > shares[row * size() + best])) {
        best = i;
      }
    }
    return best < 0 ? abstainLabel : labels.get(best);
  }
}
