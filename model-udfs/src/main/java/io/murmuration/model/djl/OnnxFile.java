package io.murmuration.model.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.file.Path;

/** The {@code model.onnx} of a model's folder on ONNX Runtime. */
final class OnnxFile {
  static final String ENGINE = "OnnxRuntime";

  private OnnxFile() {}

  /** On the CPU. */
  static ZooModel<NDList, NDList> load(Path folder, int threads) {
    return load(folder, threads, ComputeDevice.CPU);
  }

  /**
   * @param threads that one call of the network uses
   * @param device never {@code auto}
   * @throws FatalInferenceException if it is missing or beyond the engine
   */
  static ZooModel<NDList, NDList> load(Path folder, int threads, ComputeDevice device) {
    Model model = Model.newInstance("model", EngineDevices.of(device), ENGINE);
    try {
      model.load(folder, "model", EngineThreads.options(threads));
      return new ZooModel<>(model, new NoopTranslator());
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new FatalInferenceException(
          folder.resolve("model.onnx") + " can't be loaded: " + e.getMessage(), e);
    }
  }
}
