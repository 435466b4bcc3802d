package io.murmuration.model.remote;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.Endpoint.Protocol;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.util.Set;

/**
 * A model that draws elsewhere, by OpenAI's images: the bytes of a PNG, JPEG or WebP file. It is
 * not asked when it is loaded, for a picture is dear.
 */
public final class RemotePainterLoader implements ModelLoader<TextRequest, byte[]> {
  private final RemoteModel remote;

  /**
   * @param directory with the manifest, as every task manager sees it
   */
  public RemotePainterLoader(String directory, Secrets secrets) {
    this.remote = new RemoteModel(directory, secrets);
  }

  /** For calls over a network: more attempts, further apart, than a local model needs. */
  public static BatchLimits limits() {
    return RemoteModel.LIMITS;
  }

  @Override
  public String key() {
    return remote.key("remote-painter");
  }

  @Override
  public LoadedModel<TextRequest, TextRequest, byte[]> load() {
    ModelManifest.Verified verified = remote.manifest(Set.of(Protocol.OPENAI_IMAGES));
    OpenAiPainter painter = remote.connect(verified, OpenAiPainter::new);
    return new LoadedModel<>(verified.identity(), new WholeRows<>(), painter);
  }
}
