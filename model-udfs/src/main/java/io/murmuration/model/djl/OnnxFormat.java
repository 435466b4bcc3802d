package io.murmuration.model.djl;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.inference.ComputeDevice;
import java.nio.file.Path;
import java.util.List;

/** {@code model.onnx} on ONNX Runtime. */
final class OnnxFormat implements NetworkFormat {
  @Override
  public String fileName() {
    return "model.onnx";
  }

  @Override
  public String engine() {
    return OnnxFile.ENGINE;
  }

  @Override
  public boolean sameBytesOnCpu() {
    return true;
  }

  @Override
  public ZooModel<NDList, NDList> load(Path folder, int threads, ComputeDevice device) {
    return OnnxFile.load(folder, threads, device);
  }

  @Override
  public List<String> inputs(ZooModel<NDList, NDList> network, Path folder) {
    return network.describeInput().keys();
  }
}
