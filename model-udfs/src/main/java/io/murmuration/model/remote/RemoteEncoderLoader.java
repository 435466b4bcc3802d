package io.murmuration.model.remote;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.Endpoint.Protocol;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.OutputCodec;
import io.murmuration.model.inference.VectorCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A sentence encoder that answers elsewhere: from a text to a vector of length 1, by OpenAI's
 * embeddings or by the Open Inference Protocol with a tensor of texts (BYTES).
 */
public final class RemoteEncoderLoader implements ModelLoader<String, float[]> {
  private static final Set<Protocol> SPOKEN =
      Set.of(Protocol.OPENAI_EMBEDDINGS, Protocol.OPEN_INFERENCE);
  private static final String WARM_UP = "Good morning";

  private final RemoteModel remote;

  /**
   * @param directory with the manifest, as every task manager sees it
   */
  public RemoteEncoderLoader(String directory, Secrets secrets) {
    this.remote = new RemoteModel(directory, secrets);
  }

  /** For calls over a network: more attempts, further apart, than a local model needs. */
  public static BatchLimits limits() {
    return RemoteModel.LIMITS;
  }

  @Override
  public String key() {
    return remote.key("remote-encoder");
  }

  @Override
  public LoadedModel<String, String, float[]> load() {
    ModelManifest.Verified verified = remote.manifest(SPOKEN);
    Model<String, float[]> model =
        remote.connect(
            verified, client -> RemoteModel.warmedUp(model(client, verified.manifest()), WARM_UP));
    return new LoadedModel<>(verified.identity(), new WholeRows<>(), model);
  }

  private static Model<String, float[]> model(EndpointClient client, ModelManifest manifest) {
    if (manifest.dimension() < 1) {
      throw new FatalInferenceException("the manifest of a remote encoder needs its dimension");
    }
    return client.endpoint().protocol() == Protocol.OPENAI_EMBEDDINGS
        ? new OpenAiEmbeddings(client, manifest.dimension())
        : new OpenInferenceModel<>(client, manifest, RowTensor.TEXTS, VectorCheck::normalised);
  }

  @Override
  public Optional<CanonicalForm<String>> canonicalForm() {
    return Optional.of(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<OutputCodec<float[]>> outputCodec() {
    return Optional.of(new VectorCodec());
  }
}
