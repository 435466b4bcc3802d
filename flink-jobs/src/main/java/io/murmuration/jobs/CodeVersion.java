package io.murmuration.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which code this is, as its build wrote it down: see {@code flink-jobs/pom.xml}. */
public final class CodeVersion {
  private static final String RESOURCE = "code.properties";

  private CodeVersion() {}

  /** Empty where it was not built by Maven, as in an IDE. */
  static Optional<String> current() {
    try (InputStream in = CodeVersion.class.getResourceAsStream(RESOURCE)) {
      return in == null ? Optional.empty() : read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where several builds may have it: of no commit, or of files that were changed since. */
  public static Optional<String> unmistakable() {
    return current().filter(version -> version.contains("+") && !version.endsWith("-dirty"));
  }

  private static Optional<String> read(InputStream in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    return Optional.ofNullable(properties.getProperty("version"));
  }
}
