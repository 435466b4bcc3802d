package io.murmuration.jobs;

import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LocalMemory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a job's main is told: {@code --bootstrap HOST:PORT --registry URL --models DIR --parallelism
 * N}, where its models compute, {@code --device auto|cpu|gpu:N}, and, if they are to remember,
 * {@code --cache DIR}.
 *
 * @param cache where models remember across runs, on each machine; or null
 * @param device of the models that can be on a GPU: encoder and painter
 */
public record JobArguments(
    String bootstrap,
    String registry,
    Path models,
    int parallelism,
    Path cache,
    ComputeDevice device) {
  private static final Set<String> NAMES =
      Set.of("--bootstrap", "--registry", "--models", "--parallelism", "--cache", "--device");

  public JobArguments {
    if (parallelism < 1) {
      throw new IllegalArgumentException("--parallelism must be at least 1: " + parallelism);
    }
  }

  /** Without a cache, on a GPU where there is one. */
  public JobArguments(String bootstrap, String registry, Path models, int parallelism) {
    this(bootstrap, registry, models, parallelism, null, ComputeDevice.AUTO);
  }

  /** Null without a cache. */
  public LocalMemory memory() {
    return cache == null ? null : LocalMemory.in(cache.toString());
  }

  /**
   * @throws IllegalArgumentException naming what is missing, unknown or no number
   */
  public static JobArguments parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!NAMES.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "can't read '%s': give each of %s with a value".formatted(arguments[i], NAMES));
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    return new JobArguments(
        required(values, "--bootstrap"),
        required(values, "--registry"),
        Path.of(required(values, "--models")),
        number(required(values, "--parallelism")),
        values.containsKey("--cache") ? Path.of(values.get("--cache")) : null,
        device(values.getOrDefault("--device", "auto")));
  }

  private static ComputeDevice device(String value) {
    try {
      return ComputeDevice.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + e.getMessage(), e);
    }
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--parallelism needs a number: " + value, e);
    }
  }
}
