package io.murmuration.model.remote;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.Endpoint.Protocol;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.OutputCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A language model that answers elsewhere, by OpenAI's chat completions or completions. */
public final class RemoteWriterLoader implements ModelLoader<TextRequest, Completion> {
  private static final Set<Protocol> SPOKEN =
      Set.of(Protocol.OPENAI_CHAT, Protocol.OPENAI_COMPLETIONS);
  private static final TextRequest WARM_UP = new TextRequest("Good morning", 0);

  private final RemoteModel remote;

  /**
   * @param directory with the manifest, as every task manager sees it
   */
  public RemoteWriterLoader(String directory, Secrets secrets) {
    this.remote = new RemoteModel(directory, secrets);
  }

  /** For calls over a network: more attempts, further apart, than a local model needs. */
  public static BatchLimits limits() {
    return RemoteModel.LIMITS;
  }

  @Override
  public String key() {
    return remote.key("remote-writer");
  }

  /** Writes one text, to see that address, key and model are right. */
  @Override
  public LoadedModel<TextRequest, TextRequest, Completion> load() {
    ModelManifest.Verified verified = remote.manifest(SPOKEN);
    OpenAiWriter writer =
        remote.connect(verified, client -> RemoteModel.warmedUp(new OpenAiWriter(client), WARM_UP));
    return new LoadedModel<>(verified.identity(), new WholeRows<>(), writer);
  }

  @Override
  public Optional<CanonicalForm<TextRequest>> canonicalForm() {
    return Optional.of(
        request -> (request.seed() + ":" + request.prompt()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<OutputCodec<Completion>> outputCodec() {
    return Optional.of(new CompletionCodec());
  }
}
