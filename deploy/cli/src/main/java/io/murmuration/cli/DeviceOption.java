package io.murmuration.cli;

import io.murmuration.model.djl.EngineDevices;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the jobs' models compute. */
final class DeviceOption {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "Where encoder and painter compute: auto (the GPUs that ./murmur doctor names, else the CPU),"
              + " cpu or gpu:N (default: ${DEFAULT-VALUE}).")
  private String device;

  /**
   * @throws ParameterException if there is no such device, or not here
   */
  ComputeDevice parsed() {
    try {
      ComputeDevice parsed = ComputeDevice.parse(device);
      if (parsed.kind() == ComputeDevice.Kind.GPU) {
        parsed.placed(EngineDevices.gpus(), 0);
      }
      return parsed;
    } catch (IllegalArgumentException | FatalInferenceException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }
}
