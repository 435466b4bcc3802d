package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.nio.file.Path;
import java.util.List;

/** Loads the post encoder from a model's folder and runs it on ONNX Runtime through DJL. */
public final class PostEncoderLoader implements ModelLoader<String, PostEncoding> {
  private static final List<String> WARM_UP =
      List.of("Bonjour", "Good morning to all of you, and 👋");

  private final String directory;

  /**
   * @param directory as every task manager sees it
   */
  public PostEncoderLoader(String directory) {
    this.directory = directory;
  }

  @Override
  public String key() {
    return "post-encoder:" + Path.of(directory).toAbsolutePath().normalize();
  }

  @Override
  public LoadedModel<String, long[], PostEncoding> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    ModelManifest manifest = verified.manifest();
    PostTokenizer tokenizer =
        new PostTokenizer(verified.directory().resolve("tokenizer.json"), manifest.maxTokens());
    OnnxPostEncoder encoder =
        new OnnxPostEncoder(
            OnnxFile.load(verified.directory(), Runtime.getRuntime().availableProcessors()),
            manifest);
    for (String text : WARM_UP) {
      encoder.predict(List.of(tokenizer.prepare(text)));
    }
    return new LoadedModel<>(verified.identity(), tokenizer, encoder);
  }
}
