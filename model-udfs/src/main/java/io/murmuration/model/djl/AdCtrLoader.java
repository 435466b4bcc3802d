package io.murmuration.model.djl;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.rank.AdFeature;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the model of ads' click-through from a model's folder: rows of {@link AdFeature} to the
 * probability of a click.
 */
public final class AdCtrLoader implements ModelLoader<float[], Float> {
  private final String directory;

  /**
   * @param directory as every task manager sees it
   */
  public AdCtrLoader(String directory) {
    this.directory = directory;
  }

  @Override
  public String key() {
    return "ad-ctr:" + Path.of(directory).toAbsolutePath().normalize();
  }

  @Override
  public LoadedModel<float[], float[], Float> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    FeatureRows rows = FeatureRows.of(verified.manifest(), AdFeature.names());
    LabelHead head = LabelHead.of(verified.manifest(), "probabilities");
    if (!head.labels().equals(List.of("click"))) {
      throw new FatalInferenceException(directory + " predicts " + head.labels() + ", not [click]");
    }
    OnnxRows<Float> network =
        OnnxRows.load(
            verified.directory(),
            rows.names().size(),
            1,
            row -> row[0],
            click -> new float[] {click});
    return new LoadedModel<>(verified.identity(), rows, network, true);
  }
}
