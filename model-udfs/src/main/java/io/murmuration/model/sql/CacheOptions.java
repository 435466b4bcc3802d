package io.murmuration.model.sql;

import io.murmuration.model.inference.LocalMemory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/** What {@code CREATE MODEL} says of results that are remembered across queries and restarts. */
final class CacheOptions {
  private static final String USUAL = "as that of the jobs, if it isn't given";

  static final ConfigOption<String> CACHE =
      ConfigOptions.key("cache")
          .stringType()
          .noDefaultValue()
          .withDescription("A folder of each task manager's own machine; none: no memory.");
  static final ConfigOption<MemorySize> BYTES =
      ConfigOptions.key("cache-bytes")
          .memoryType()
          .noDefaultValue()
          .withDescription("Of results, such as 512mb; the oldest go first; " + USUAL);
  static final ConfigOption<Duration> AGE =
      ConfigOptions.key("cache-age")
          .durationType()
          .noDefaultValue()
          .withDescription("Of a result, such as 7d; " + USUAL);
  static final ConfigOption<Duration> PATIENCE =
      ConfigOptions.key("cache-patience")
          .durationType()
          .noDefaultValue()
          .withDescription("With the disk: what takes longer to read is computed; " + USUAL);

  private CacheOptions() {}

  static Set<ConfigOption<?>> all() {
    return Set.of(CACHE, BYTES, AGE, PATIENCE);
  }

  /**
   * Null where nothing is to be remembered.
   *
   * @throws ValidationException naming the option that is wrong
   */
  static LocalMemory of(ReadableConfig options) {
    String folder = options.get(CACHE);
    if (folder == null) {
      for (ConfigOption<?> bound : List.of(BYTES, AGE, PATIENCE)) {
        require(options.getOptional(bound).isEmpty(), bound, "stand without 'cache'");
      }
      return null;
    }
    LocalMemory usual = LocalMemory.in(folder(folder));
    long bytes = options.getOptional(BYTES).map(MemorySize::getBytes).orElse(usual.maxBytes());
    Duration age = options.getOptional(AGE).orElse(usual.maxAge());
    Duration patience = options.getOptional(PATIENCE).orElse(usual.patience());
    require(bytes > 0, BYTES, "be 0");
    require(age.toSeconds() > 0, AGE, "be less than a second");
    require(!patience.isNegative(), PATIENCE, "be negative");
    return new LocalMemory(usual.folder(), bytes, age, patience);
  }

  /** The client that plans may be another machine: what it can't see is no fault. */
  private static String folder(String text) {
    try {
      Path path = Path.of(text);
      require(
          !text.isBlank() && (!Files.exists(path) || Files.isDirectory(path)),
          CACHE,
          "be '%s': say a folder of the task managers' own".formatted(text));
      return text;
    } catch (InvalidPathException e) {
      throw new ValidationException("cache can't be '%s': it is no path".formatted(text), e);
    }
  }

  private static void require(boolean holds, ConfigOption<?> option, String otherwise) {
    if (!holds) {
      throw new ValidationException("%s can't %s".formatted(option.key(), otherwise));
    }
  }
}
