package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export copies the card that lies beside its programs: a change of the other alone is lost. */
class ModelCardsTest {
  private static final Path ROOT = Path.of(System.getProperty("murmuration.root"), "model-udfs");

  @ParameterizedTest
  @CsvSource({
    "encoder, encoder/encoder_card.md",
    "timeline-ranker, rank/timeline_card.md",
    "ad-ctr, rank/ads_card.md",
    "ad-image, image/image_card.md",
    "ad-writer, writer_card.md"
  })
  void areThoseThatTheNextExportCopies(String model, String card) throws IOException {
    Path shipped = latest(ROOT.resolve("models").resolve(model)).resolve("MODEL_CARD.md");

    assertThat(shipped).hasSameTextualContentAs(ROOT.resolve("training").resolve(card));
  }

  private static Path latest(Path model) throws IOException {
    try (Stream<Path> versions = Files.list(model)) {
      return versions.filter(Files::isDirectory).max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
