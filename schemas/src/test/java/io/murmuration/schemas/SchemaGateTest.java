package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The build's side of FULL_TRANSITIVE. {@code released/SUBJECT/N.avsc} is what version N looks like
 * to readers and writers out there; a released file never changes. {@code -Dschemas.release} writes
 * the next version where a schema has changed compatibly.
 */
class SchemaGateTest {
  private static final Path RELEASED = Path.of("released");

  static List<Topic<?>> topics() {
    return Topics.all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void readsAndIsReadByEveryReleasedVersion(Topic<?> topic) throws IOException {
    for (Path version : releases(topic)) {
      Schema released = new Schema.Parser().parse(version.toFile());
      assertThat(fit(topic.schema(), released)).as("%s is read by this build", version).isNull();
      assertThat(fit(released, topic.schema())).as("%s reads this build", version).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void isReleased(Topic<?> topic) throws IOException {
    List<Path> releases = releases(topic);
    if (Boolean.getBoolean("schemas.release") && !isLast(topic, releases)) {
      Path next = RELEASED.resolve(topic.subject()).resolve(releases.size() + 1 + ".avsc");
      Files.createDirectories(next.getParent());
      Files.writeString(
          next, new ObjectMapper().readTree(topic.schema().toString()).toPrettyString() + "\n");
      releases = releases(topic);
    }
    assertThat(isLast(topic, releases))
        .as("%s: this build's schema is its newest release; see CONTRIBUTING.md", topic.subject())
        .isTrue();
  }

  @Test
  void findsAChangeThatOldReadersCannotRead() {
    Schema released = record("{\"name\":\"a\",\"type\":\"string\"}");
    Schema changed =
        record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"long\"}");

    assertThat(fit(changed, released)).contains("b");
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }

  private static boolean isLast(Topic<?> topic, List<Path> releases) throws IOException {
    return !releases.isEmpty()
        && new Schema.Parser()
            .parse(releases.get(releases.size() - 1).toFile())
            .equals(topic.schema());
  }

  /** Null where the reader reads what the writer wrote. */
  private static String fit(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return result.getType() == SchemaCompatibilityType.COMPATIBLE ? null : result.getDescription();
  }

  private static List<Path> releases(Topic<?> topic) throws IOException {
    Path folder = RELEASED.resolve(topic.subject());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparingInt(SchemaGateTest::number)).toList();
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
  }
}
