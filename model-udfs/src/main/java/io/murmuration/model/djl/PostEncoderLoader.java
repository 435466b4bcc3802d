package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.embed.PostEncodingCodec;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.OutputCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads the post encoder from a model's folder and runs it on ONNX Runtime through DJL. */
public final class PostEncoderLoader implements ModelLoader<String, PostEncoding> {
  private static final List<String> WARM_UP =
      List.of("Bonjour", "Good morning to all of you, and 👋");

  private final String directory;
  private final int threads;

  /**
   * On all cores.
   *
   * @param directory as every task manager sees it
   */
  public PostEncoderLoader(String directory) {
    this(directory, 0);
  }

  /**
   * @param threads of one call; 0 for as many as there are cores where it is loaded
   */
  public PostEncoderLoader(String directory, int threads) {
    this.directory = directory;
    this.threads = threads;
  }

  @Override
  public String key() {
    return "post-encoder:"
        + Path.of(directory).toAbsolutePath().normalize()
        + (threads == 0 ? "" : ":" + threads);
  }

  @Override
  public LoadedModel<String, long[], PostEncoding> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    ModelManifest manifest = verified.manifest();
    PostTokenizer tokenizer =
        new PostTokenizer(verified.directory().resolve("tokenizer.json"), manifest.maxTokens());
    int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    OnnxPostEncoder encoder =
        new OnnxPostEncoder(OnnxFile.load(verified.directory(), used), manifest);
    for (String text : WARM_UP) {
      encoder.predict(List.of(tokenizer.prepare(text)));
    }
    return new LoadedModel<>(verified.identity(), tokenizer, encoder);
  }

  /** All of the text: what of it the tokenizer cuts off is its own affair. */
  @Override
  public Optional<CanonicalForm<String>> canonicalForm() {
    return Optional.of(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<OutputCodec<PostEncoding>> outputCodec() {
    return Optional.of(new PostEncodingCodec());
  }
}
