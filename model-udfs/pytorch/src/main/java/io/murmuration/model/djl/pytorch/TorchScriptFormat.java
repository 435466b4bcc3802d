package io.murmuration.model.djl.pytorch;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.murmuration.model.djl.EngineDevices;
import io.murmuration.model.djl.NetworkFormat;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code model.pt}, traced or scripted, on PyTorch. Found as a service. */
public final class TorchScriptFormat implements NetworkFormat {
  @Override
  public String fileName() {
    return "model.pt";
  }

  @Override
  public String engine() {
    return "PyTorch";
  }

  /** Nobody has compared them: its kernels are chosen by the shape of the whole batch. */
  @Override
  public boolean sameBytesOnCpu(Path folder) {
    return false;
  }

  /** PyTorch has one number of threads for the process: the last model's. */
  @Override
  public ZooModel<NDList, NDList> load(Path folder, int threads, ComputeDevice device) {
    try {
      ZooModel<NDList, NDList> model =
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine(engine())
              .optDevice(EngineDevices.of(device))
              .optModelPath(folder)
              .optModelName("model")
              .optOption("mapLocation", "true")
              .optTranslator(new NoopTranslator())
              .build()
              .loadModel();
      JniUtils.setNumThreads(threads);
      return model;
    } catch (IOException | ModelNotFoundException | MalformedModelException | EngineException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new FatalInferenceException(
          folder.resolve(fileName()) + " can't be loaded: " + reason, e);
    }
  }

  @Override
  public List<String> inputs(ZooModel<NDList, NDList> network, Path folder) {
    return TorchScriptSignature.inputs(folder.resolve(fileName()));
  }
}
