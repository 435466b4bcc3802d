package io.murmuration.model.djl;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;

/** Rows of named numbers, as many as the manifest names; each counts as one token. */
record FeatureRows(List<String> names) implements Preprocessor<float[], float[]> {
  /**
   * @throws FatalInferenceException if the manifest names other features or another order
   */
  static FeatureRows of(ModelManifest manifest, List<String> names) {
    if (!names.equals(manifest.features())) {
      throw new FatalInferenceException(
          "%s %s reads the features %s; this program computes %s"
              .formatted(manifest.name(), manifest.version(), manifest.features(), names));
    }
    return new FeatureRows(List.copyOf(names));
  }

  @Override
  public float[] prepare(float[] row) throws RejectedInputException {
    if (row.length != names.size()) {
      throw new RejectedInputException(
          "WRONG_SHAPE", "%d features where %d are read".formatted(row.length, names.size()));
    }
    for (int i = 0; i < row.length; i++) {
      if (!Float.isFinite(row[i])) {
        throw new RejectedInputException(
            "NOT_FINITE", "the feature %s is %s".formatted(names.get(i), row[i]));
      }
    }
    return row;
  }

  @Override
  public int paddedTokens(float[] row) {
    return 1;
  }

  @Override
  public int tokens(float[] row) {
    return 1;
  }

  @Override
  public void close() {}
}
