package io.murmuration.model.djl;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
    OnnxPostEncoder encoder = new OnnxPostEncoder(network(verified.directory(), threads), manifest);
    for (String text : WARM_UP) {
      encoder.predict(List.of(tokenizer.prepare(text)));
    }
    return new LoadedModel<>(verified.identity(), tokenizer, encoder);
  }

  private static ZooModel<NDList, NDList> network(Path folder, int threads) {
    try {
      return Criteria.builder()
          .setTypes(NDList.class, NDList.class)
          .optEngine("OnnxRuntime")
          .optModelPath(folder)
          .optModelName("model")
          .optTranslator(new NoopTranslator())
          .optOption(
              "intraOpNumThreads",
              Integer.toString(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads))
          .build()
          .loadModel();
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new FatalInferenceException(
          folder.resolve("model.onnx") + " can't be loaded: " + e.getMessage(), e);
    }
  }
}
