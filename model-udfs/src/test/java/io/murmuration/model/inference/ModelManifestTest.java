package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelManifestTest {
  /** Of the text "weights". */
  private static final String DIGEST =
      "9a129de0fdd20ef1d0c81dbf9ff90d24ab7dd7c6bf5f7a9c8ae4e3b2a6b65b23";

  @TempDir Path folder;

  @BeforeEach
  void writeWeights() throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "weights");
  }

  @Test
  void identifiesAModelByTheDigestOfItsManifest() throws Exception {
    manifest("model.onnx", digestOfWeights());

    ModelIdentity identity = ModelManifest.verify(folder).identity();

    assertThat(identity.name()).isEqualTo("m");
    assertThat(identity.version()).isEqualTo("2.0.0");
    assertThat(identity.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void refusesAFileThatDiffersFromItsDigest() throws Exception {
    manifest("model.onnx", DIGEST);

    assertThatThrownBy(() -> ModelManifest.verify(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("model.onnx has sha256 " + digestOfWeights())
        .hasMessageContaining("its manifest says " + DIGEST);
  }

  @Test
  void namesAFileThatIsMissing() throws Exception {
    manifest("tokenizer.json", DIGEST);

    assertThatThrownBy(() -> ModelManifest.verify(folder))
        .hasMessageContaining("tokenizer.json is missing");
  }

  @Test
  void readsNothingOutsideItsFolder() throws Exception {
    manifest("../secret", DIGEST);

    assertThatThrownBy(() -> ModelManifest.verify(folder))
        .hasMessageContaining("outside the model's folder");
  }

  @Test
  void namesAFolderWithoutAModel() {
    assertThatThrownBy(() -> ModelManifest.verify(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("manifest.json is missing");
  }

  private void manifest(String file, String sha256) throws Exception {
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"name":"m","version":"2.0.0","files":[{"path":"%s","sha256":"%s","bytes":7}]}
        """
            .formatted(file, sha256));
  }

  private static String digestOfWeights() throws Exception {
    return java.util.HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256").digest("weights".getBytes("UTF-8")));
  }
}
