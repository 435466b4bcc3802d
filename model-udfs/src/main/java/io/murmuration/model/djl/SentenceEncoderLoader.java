package io.murmuration.model.djl;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads a sentence encoder as others publish it: a folder with {@code model.onnx} and {@code
 * tokenizer.json}, such as Hugging Face's optimum exports. From a text to a vector of length 1.
 */
public final class SentenceEncoderLoader implements ModelLoader<String, float[]> {
  /** From the vectors of a text's tokens to the vector of the text. */
  public enum Pooling {
    MEAN,
    /** The vector of the mark before the text, as BERT's authors used it. */
    FIRST
  }

  private static final List<String> FILES = List.of("model.onnx", "tokenizer.json");

  private final String directory;
  private final Pooling pooling;
  private final int maxTokens;
  private final int threads;

  /**
   * @param directory as every task manager sees it
   * @param pooling for a model that gives a vector a token; one that gives a vector a text is taken
   *     at its word
   * @param maxTokens where longer texts are cut
   * @param threads that one call of the network uses
   */
  public SentenceEncoderLoader(String directory, Pooling pooling, int maxTokens, int threads) {
    this.directory = directory;
    this.pooling = pooling;
    this.maxTokens = maxTokens;
    this.threads = threads;
  }

  @Override
  public String key() {
    return "sentence-encoder:%s:%s:%d:%d"
        .formatted(Path.of(directory).toAbsolutePath().normalize(), pooling, maxTokens, threads);
  }

  @Override
  public LoadedModel<String, long[], float[]> load() {
    Path folder = Path.of(directory);
    ModelIdentity identity = ModelManifest.identify(folder, FILES);
    ZooModel<NDList, NDList> network = OnnxFile.load(folder, threads);
    try {
      return new LoadedModel<>(
          identity,
          new PostTokenizer(folder.resolve("tokenizer.json"), maxTokens),
          new OnnxSentenceEncoder(network, pooling));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
