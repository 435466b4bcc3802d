package io.murmuration.model.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;

/** The devices that an engine can use on this machine. */
public final class EngineDevices {
  private EngineDevices() {}

  /**
   * Where {@code device} lies here; asks no engine for the CPU, nor where there is no GPU.
   *
   * @throws FatalInferenceException if a GPU is asked for that the engine can't use
   */
  public static ComputeDevice placed(ComputeDevice device, String engine, int subtask) {
    return device.kind() == ComputeDevice.Kind.CPU ? device : device.placed(gpus(engine), subtask);
  }

  /** Of the engine that the jobs' models compute on; loads it only where there is a GPU. */
  public static int gpus() {
    return gpus(OnnxFile.ENGINE);
  }

  /** Asks the driver first: without one, ONNX Runtime's CUDA library takes the JVM with it. */
  private static int gpus(String engine) {
    int found = CudaUtils.getGpuCount();
    return found > 0 && Engine.getEngine(engine).hasCapability(StandardCapabilities.CUDA)
        ? found
        : 0;
  }

  /**
   * @param device never {@code auto}
   */
  public static Device of(ComputeDevice device) {
    return switch (device.kind()) {
      case CPU -> Device.cpu();
      case GPU -> Device.gpu(device.gpu());
      case AUTO -> throw new IllegalArgumentException("auto is no device: place it first");
    };
  }
}
