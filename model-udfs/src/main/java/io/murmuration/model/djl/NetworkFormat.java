package io.murmuration.model.djl;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A format in which others publish networks, with the engine that runs it. ONNX is built in; others
 * are found on the class path, as services.
 */
public interface NetworkFormat {
  /** The network's file in a model's folder. */
  String fileName();

  /** The engine's name, by DJL. */
  String engine();

  /**
   * Whether a row of the folder's network has the same bytes in any batch, on the CPU, as the
   * encoders here pad it.
   *
   * @throws FatalInferenceException if the file can't be read
   */
  boolean sameBytesOnCpu(Path folder);

  /**
   * @param threads that one call of the network uses
   * @param device never {@code auto}
   * @throws FatalInferenceException if the file is damaged or beyond the engine
   */
  ZooModel<NDList, NDList> load(Path folder, int threads, ComputeDevice device);

  /** The names of the network's inputs, in their order. */
  List<String> inputs(ZooModel<NDList, NDList> network, Path folder);

  /**
   * The format of a folder's network; ONNX where it holds several or none.
   *
   * @throws FatalInferenceException if what reads it isn't on the class path
   */
  static NetworkFormat of(Path folder) {
    NetworkFormat onnx = new OnnxFormat();
    Path torchScript = folder.resolve("model.pt");
    if (Files.exists(folder.resolve(onnx.fileName())) || !Files.exists(torchScript)) {
      return onnx;
    }
    for (NetworkFormat each :
        ServiceLoader.load(NetworkFormat.class, NetworkFormat.class.getClassLoader())) {
      if (Files.exists(folder.resolve(each.fileName()))) {
        return each;
      }
    }
    throw new FatalInferenceException(
        torchScript
            + " is TorchScript: put model-udfs-pytorch on the class path (mvn -Ppytorch builds it),"
            + " or export the model as model.onnx");
  }
}
