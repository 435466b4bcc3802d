package io.murmuration.model.sql;

import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LocalMemory;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/**
 * What stands in {@code CREATE MODEL ... WITH (...)}.
 *
 * @param model its folder, as every task manager sees it
 * @param threads of one call of a local network; 0 for what its loader chooses
 * @param memory of each task manager's machine, or null
 */
record PredictOptions(
    String model,
    SqlTask task,
    ComputeDevice device,
    OnReject onReject,
    int threads,
    LocalMemory memory)
    implements Serializable {
  static final ConfigOption<String> MODEL =
      ConfigOptions.key("model")
          .stringType()
          .noDefaultValue()
          .withDescription("The model's folder, as every task manager sees it.");
  static final ConfigOption<String> TASK =
      ConfigOptions.key("task")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "embed (a text to a vector and labels) or generate (a prompt to a text).");
  static final ConfigOption<String> DEVICE =
      ConfigOptions.key("device")
          .stringType()
          .defaultValue("auto")
          .withDescription("auto, cpu or gpu:N; of local models.");
  static final ConfigOption<String> ON_REJECT =
      ConfigOptions.key("on-reject")
          .stringType()
          .defaultValue("null")
          .withDescription("What a row becomes that the model rejects: null, skip or fail.");
  static final ConfigOption<Integer> THREADS =
      ConfigOptions.key("threads")
          .intType()
          .defaultValue(0)
          .withDescription("Threads of one call of a local network; 0 for what suits it.");

  /** What a rejected row becomes. */
  enum OnReject {
    /** It stays, with NULL in the model's columns; {@code error}, if asked for, says why. */
    NULL,
    /** It has no result, so the query doesn't show it. */
    SKIP,
    /** The job fails. */
    FAIL
  }

  static Set<ConfigOption<?>> required() {
    return Set.of(MODEL, TASK);
  }

  static Set<ConfigOption<?>> optional() {
    Set<ConfigOption<?>> all = new HashSet<>(CacheOptions.all());
    all.addAll(Set.of(DEVICE, ON_REJECT, THREADS));
    return all;
  }

  /**
   * @throws ValidationException naming the option that is wrong
   */
  static PredictOptions of(ReadableConfig options) {
    int threads = options.get(THREADS);
    if (threads < 0) {
      throw new ValidationException("threads must not be negative: " + threads);
    }
    return new PredictOptions(
        options.get(MODEL),
        oneOf(SqlTask.class, TASK, options),
        device(options.get(DEVICE)),
        oneOf(OnReject.class, ON_REJECT, options),
        threads,
        CacheOptions.of(options));
  }

  private static ComputeDevice device(String text) {
    try {
      return ComputeDevice.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ValidationException(e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E oneOf(
      Class<E> type, ConfigOption<String> option, ReadableConfig options) {
    String text = options.get(option);
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new ValidationException(
        "%s can't be '%s': %s".formatted(option.key(), text, option.description()));
  }
}
