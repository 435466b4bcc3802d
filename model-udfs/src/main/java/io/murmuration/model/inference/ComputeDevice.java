package io.murmuration.model.inference;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model computes: {@code cpu}, {@code gpu:N}, or {@code auto}, which is a GPU where the
 * machine and the engine have one and the CPU elsewhere. With several GPUs, {@code auto} gives
 * subtask <i>k</i> the GPU <i>k</i> modulo their number.
 *
 * @param gpu its index, from 0; -1 of the others
 */
public record ComputeDevice(Kind kind, int gpu) implements Serializable {
  public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, -1);
  public static final ComputeDevice AUTO = new ComputeDevice(Kind.AUTO, -1);

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  public enum Kind {
    AUTO,
    CPU,
    GPU
  }

  public ComputeDevice {
    if ((kind == Kind.GPU) != (gpu >= 0)) {
      throw new IllegalArgumentException("a GPU has an index from 0, and nothing else has: " + gpu);
    }
  }

  /**
   * @throws IllegalArgumentException if it is none of {@code auto}, {@code cpu} and {@code gpu:N}
   */
  public static ComputeDevice parse(String text) {
    Matcher matcher = GPU.matcher(text);
    if (matcher.matches()) {
      return gpu(Integer.parseInt(matcher.group(1)));
    }
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default ->
          throw new IllegalArgumentException(
              "device can't be '" + text + "': say auto, cpu or gpu:N, such as gpu:0");
    };
  }

  public static ComputeDevice gpu(int index) {
    return new ComputeDevice(Kind.GPU, index);
  }

  /**
   * The device itself, never {@code auto}.
   *
   * @param gpus that the machine has and the engine can use
   * @param subtask its index, from 0
   * @throws FatalInferenceException if a GPU is asked for that isn't there
   */
  public ComputeDevice placed(int gpus, int subtask) {
    if (kind == Kind.AUTO) {
      return gpus == 0 ? CPU : gpu(subtask % gpus);
    }
    if (gpu >= gpus) {
      throw new FatalInferenceException(
          "device %s: the engine sees %d GPUs here; build with -Pgpu, or say auto or cpu"
              .formatted(this, gpus));
    }
    return this;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case GPU -> "gpu:" + gpu;
    };
  }
}
