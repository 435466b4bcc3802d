package io.murmuration.feed.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.feed.tail.TailRecord;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.lifecycle.ModelRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folder a version's encoder is taken from; the files of the models are not looked at. */
class ModelFoldersTest {
  private static final EmbeddingVersion VERSION = new EmbeddingVersion("encoder", "1.4.0");

  @TempDir Path work;

  private final ServingModels serving = new ServingModels();
  private Path models;
  private Path deployed;
  private ModelFolders folders;

  @BeforeEach
  void start() throws IOException {
    models = Files.createDirectories(work.resolve("models"));
    deployed = work.resolve("elsewhere");
    folders = new ModelFolders(models, serving);
  }

  @Test
  void looksWhereTheAuditSaysThatItServesFrom() throws IOException {
    String sha256 = model(deployed, "encoder", "1.4.0", 1);
    assertThat(folders.revision(VERSION)).isEmpty();

    served("encoder", deployed, sha256);

    assertThat(folders.revision(VERSION).map(ModelRevision::folder)).contains(deployed);
  }

  @Test
  void takesTheFolderOfModelsWhereNoAuditNamesTheVersion() throws IOException {
    Path shipped = models.resolve("encoder").resolve("1.4.0");
    model(shipped, "encoder", "1.4.0", 1);

    served("timeline-ranker", deployed, "0".repeat(64));

    assertThat(folders.revision(VERSION).map(ModelRevision::folder)).contains(shipped);
  }

  @Test
  void refusesAnotherModelOfTheSameNameAndVersion() throws IOException {
    String sha256 = model(deployed, "encoder", "1.4.0", 1);
    served("encoder", deployed, sha256);

    model(deployed, "encoder", "1.4.0", 2);

    assertThat(folders.revision(VERSION)).isEmpty();
  }

  @Test
  void neverClimbsOutOfTheFolderOfModels() throws IOException {
    model(work.resolve("secret"), "..", "secret", 1);

    assertThat(folders.revision(new EmbeddingVersion("..", "secret"))).isEmpty();
  }

  private void served(String operator, Path folder, String sha256) {
    ModelAudit audit =
        ModelAudit.newBuilder()
            .setOperator(operator)
            .setOutcome(ModelOutcome.serving)
            .setMode(ModelMode.active)
            .setModel(new ModelLocation("1.4.0", folder.toUri().toString(), sha256))
            .setIssuedBy("a test")
            .setAt(Instant.EPOCH)
            .build();
    OptionalLong none = OptionalLong.empty();
    serving.accept(new TailRecord<>(0, 0, operator, audit, 0, none, none, false));
  }

  /** Two numbers, two manifests. */
  private static String model(Path folder, String name, String version, int tokens)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"name": "%s", "version": "%s", "max_tokens": %d, "files": []}
        """
            .formatted(name, version, tokens));
    return ModelManifest.claimed(folder).sha256();
  }
}
