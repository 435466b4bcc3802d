package io.murmuration.model.djl;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.OutputCodec;
import io.murmuration.model.inference.VectorCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads a sentence encoder as others publish it: a folder with {@code tokenizer.json} and {@code
 * model.onnx}, such as Hugging Face's optimum exports, or {@code model.pt} (TorchScript, with the
 * optional module model-udfs-pytorch). From a text to a vector of length 1.
 */
public final class SentenceEncoderLoader implements ModelLoader<String, float[]> {
  /** From the vectors of a text's tokens to the vector of the text. */
  public enum Pooling {
    MEAN,
    /** The vector of the mark before the text, as BERT's authors used it. */
    FIRST
  }

  private static final String TOKENIZER = "tokenizer.json";

  private final String directory;
  private final Pooling pooling;
  private final int maxTokens;
  private final int threads;
  private final ComputeDevice device;

  /** On the CPU. */
  public SentenceEncoderLoader(String directory, Pooling pooling, int maxTokens, int threads) {
    this(directory, pooling, maxTokens, threads, ComputeDevice.CPU);
  }

  /**
   * @param directory as every task manager sees it
   * @param pooling for a model that gives a vector a token; one that gives a vector a text is taken
   *     at its word
   * @param maxTokens where longer texts are cut
   * @param threads that one call of the network uses; 0 for as many as there are cores
   */
  public SentenceEncoderLoader(
      String directory, Pooling pooling, int maxTokens, int threads, ComputeDevice device) {
    this.directory = directory;
    this.pooling = pooling;
    this.maxTokens = maxTokens;
    this.threads = threads;
    this.device = device;
  }

  @Override
  public String key() {
    return "sentence-encoder:%s:%s:%d:%d:%s"
        .formatted(
            Path.of(directory).toAbsolutePath().normalize(), pooling, maxTokens, threads, device);
  }

  @Override
  public SentenceEncoderLoader forSubtask(int subtask) {
    String engine = NetworkFormat.of(Path.of(directory)).engine();
    return new SentenceEncoderLoader(
        directory, pooling, maxTokens, threads, EngineDevices.placed(device, engine, subtask));
  }

  @Override
  public LoadedModel<String, long[], float[]> load() {
    Path folder = Path.of(directory);
    NetworkFormat format = NetworkFormat.of(folder);
    ModelIdentity identity = ModelManifest.identify(folder, List.of(format.fileName(), TOKENIZER));
    ComputeDevice placed = EngineDevices.placed(device, format.engine(), 0);
    int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ZooModel<NDList, NDList> network = format.load(folder, used, placed);
    boolean sameBytes = placed.equals(ComputeDevice.CPU) && format.sameBytesOnCpu(folder);
    try {
      return new LoadedModel<>(
          identity,
          new PostTokenizer(folder.resolve(TOKENIZER), maxTokens),
          new SentenceEncoder(
              network,
              format.inputs(network, folder),
              pooling,
              sameBytes ? EvenRows.forSums(used) : EvenRows.LEAST),
          sameBytes);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** The text, and what of the settings its vector hangs on: they are in no manifest. */
  @Override
  public Optional<CanonicalForm<String>> canonicalForm() {
    String settings = "%s:%d:".formatted(pooling, maxTokens);
    return Optional.of(text -> (settings + text).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<OutputCodec<float[]>> outputCodec() {
    return Optional.of(new VectorCodec());
  }
}
