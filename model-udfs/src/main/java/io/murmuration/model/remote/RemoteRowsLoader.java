package io.murmuration.model.remote;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.Endpoint.Protocol;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A network over rows of features that answers elsewhere, by the Open Inference Protocol (FP32):
 * from a row to its numbers, as the server gives them.
 */
public final class RemoteRowsLoader implements ModelLoader<float[], float[]> {
  private final RemoteModel remote;

  /**
   * @param directory with the manifest, as every task manager sees it
   */
  public RemoteRowsLoader(String directory, Secrets secrets) {
    this.remote = new RemoteModel(directory, secrets);
  }

  /** For calls over a network: more attempts, further apart, than a local model needs. */
  public static BatchLimits limits() {
    return RemoteModel.LIMITS;
  }

  @Override
  public String key() {
    return remote.key("remote-rows");
  }

  @Override
  public LoadedModel<float[], float[], float[]> load() {
    ModelManifest.Verified verified = remote.manifest(Set.of(Protocol.OPEN_INFERENCE));
    OpenInferenceModel<float[]> model =
        remote.connect(
            verified,
            client ->
                new OpenInferenceModel<>(
                    client, verified.manifest(), RowTensor.FLOATS, UnaryOperator.identity()));
    return new LoadedModel<>(verified.identity(), new FiniteRows(model.input()), model);
  }
}
