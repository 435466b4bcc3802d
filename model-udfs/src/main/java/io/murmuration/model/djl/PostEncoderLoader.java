package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.embed.PostEncodingCodec;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.ComputeDevice;
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

  /** A call is too short for more: on 16 cores they made it slower (docs/benchmarks.md). */
  private static final int DEFAULT_THREADS =
      Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));

  private final String directory;
  private final int threads;
  private final ComputeDevice device;

  /**
   * On the CPU, with as many threads as serve it best.
   *
   * @param directory as every task manager sees it
   */
  public PostEncoderLoader(String directory) {
    this(directory, 0);
  }

  /**
   * @param threads of one call; 0 for as many as serve it best
   */
  public PostEncoderLoader(String directory, int threads) {
    this(directory, threads, ComputeDevice.CPU);
  }

  /**
   * @param threads of one call; 0 for as many as serve it best
   */
  public PostEncoderLoader(String directory, int threads, ComputeDevice device) {
    this.directory = directory;
    this.threads = threads;
    this.device = device;
  }

  @Override
  public String key() {
    return "post-encoder:"
        + Path.of(directory).toAbsolutePath().normalize()
        + (threads == 0 ? "" : ":" + threads)
        + (device.equals(ComputeDevice.CPU) ? "" : ":" + device);
  }

  @Override
  public PostEncoderLoader forSubtask(int subtask) {
    return new PostEncoderLoader(
        directory, threads, EngineDevices.placed(device, OnnxFile.ENGINE, subtask));
  }

  @Override
  public LoadedModel<String, long[], PostEncoding> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    ModelManifest manifest = verified.manifest();
    PostTokenizer tokenizer =
        new PostTokenizer(verified.directory().resolve("tokenizer.json"), manifest.maxTokens());
    int used = threads == 0 ? DEFAULT_THREADS : threads;
    ComputeDevice placed = EngineDevices.placed(device, OnnxFile.ENGINE, 0);
    OnnxPostEncoder encoder =
        new OnnxPostEncoder(
            OnnxFile.load(verified.directory(), used, placed),
            manifest,
            placed.equals(ComputeDevice.CPU) ? EvenRows.forSums(used) : EvenRows.LEAST);
    LoadedModel<String, long[], PostEncoding> loaded =
        new LoadedModel<>(
            verified.identity(), tokenizer, encoder, placed.equals(ComputeDevice.CPU));
    try {
      for (String text : WARM_UP) {
        encoder.predict(List.of(tokenizer.prepare(text)));
      }
      return loaded;
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
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
