package io.murmuration.model.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import io.murmuration.model.generate.DecoderStep;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.onnx.LlamaGraph;
import io.murmuration.model.generate.weights.DecoderWeights;
import io.murmuration.model.generate.weights.GgufModel;
import io.murmuration.model.generate.weights.GgufReader;
import io.murmuration.model.generate.weights.HuggingFaceFolder;
import io.murmuration.model.generate.weights.Llama2cReader;
import io.murmuration.model.generate.weights.TextMarks;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Loads Llama decoders from the files that others make and runs them on ONNX Runtime through DJL;
 * the graph is written in memory. Every method throws a {@link FatalInferenceException} if a file
 * is missing, damaged or beyond the engine.
 *
 * @param threads that one call of the network uses
 */
public record DecoderLoader(int threads) {
  /** Of llama2.c's vocabularies. */
  private static final TextMarks LLAMA2C_MARKS = new TextMarks(1, new int[] {1, 2});

  public DecoderLoader {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
  }

  /** A folder with {@code config.json}, {@code model.safetensors} or its shards, tokenizer.json. */
  public LoadedDecoder huggingFace(Path folder) {
    DecoderStep step = step(HuggingFaceFolder.weights(folder));
    return new LoadedDecoder(
        step,
        HuggingFaceTokens.read(folder.resolve("tokenizer.json")),
        HuggingFaceFolder.marks(folder));
  }

  /** A {@code .gguf} file of the llama architecture with a vocabulary of SentencePiece's kind. */
  public LoadedDecoder gguf(Path file) {
    GgufModel model = GgufReader.read(file);
    if (model.vocabulary() == null) {
      throw new FatalInferenceException(file + " has no vocabulary of the kind 'llama'");
    }
    return new LoadedDecoder(
        step(model.weights()),
        HuggingFaceTokens.of(model.vocabulary().tokenizerJson(), file.toString()),
        model.vocabulary().marks());
  }

  /** A legacy {@code .bin} of llama2.c, which has no tokenizer. */
  public LoadedDecoder llama2c(Path file, GenerativeTokenizer tokenizer) {
    return new LoadedDecoder(step(Llama2cReader.read(file)), tokenizer, LLAMA2C_MARKS);
  }

  /** The tokenizer of a {@code .gguf} file alone. */
  public static GenerativeTokenizer ggufTokenizer(Path file) {
    GgufModel model = GgufReader.read(file);
    if (model.vocabulary() == null) {
      throw new FatalInferenceException(file + " has no vocabulary of the kind 'llama'");
    }
    return HuggingFaceTokens.of(model.vocabulary().tokenizerJson(), file.toString());
  }

  /** The network alone. */
  public DecoderStep step(DecoderWeights weights) {
    Model model = Model.newInstance("decoder", "OnnxRuntime");
    try (InputStream graph = LlamaGraph.write(weights)) {
      model.load(graph, EngineThreads.options(threads));
      return new OnnxDecoder(model, weights.config());
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new FatalInferenceException("the decoder's graph can't be loaded: " + e, e);
    }
  }
}
