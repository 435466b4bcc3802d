package io.murmuration.model.djl;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code model.onnx} on ONNX Runtime. */
final class OnnxFormat implements NetworkFormat {
  /**
   * Begins the names of the operators that scale what they quantise by all that is in the batch. An
   * operator's name stands in the file as it is; where it stands for something else, a claim is
   * lost and nothing more.
   */
  private static final String DYNAMIC = "DynamicQuantize";

  private static final int CHUNK = 1 << 20;

  @Override
  public String fileName() {
    return "model.onnx";
  }

  @Override
  public String engine() {
    return OnnxFile.ENGINE;
  }

  /** Not where the network quantises as it runs: a row then hangs on its company. */
  @Override
  public boolean sameBytesOnCpu(Path folder) {
    Path file = folder.resolve(fileName());
    try (InputStream bytes = Files.newInputStream(file)) {
      String end = "";
      for (byte[] chunk = bytes.readNBytes(CHUNK);
          chunk.length > 0;
          chunk = bytes.readNBytes(CHUNK)) {
        String text = end + new String(chunk, StandardCharsets.ISO_8859_1);
        if (text.contains(DYNAMIC)) {
          return false;
        }
        end = text.substring(Math.max(0, text.length() - DYNAMIC.length()));
      }
      return true;
    } catch (IOException e) {
      throw new FatalInferenceException(file + " can't be read: " + e, e);
    }
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
