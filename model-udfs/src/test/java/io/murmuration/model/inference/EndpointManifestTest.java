package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointManifestTest {
  private static final String GOOD =
      "'protocol': 'openai-chat', 'url': 'https://host/v1', 'model': 'm'";

  @TempDir Path folder;

  @Test
  void readsARemoteModelAndKnowsItByItsManifest() throws Exception {
    write("'endpoint': {%s, 'timeout_millis': 1500}".formatted(GOOD));
    ModelIdentity before = ModelManifest.remote(folder).identity();

    write("'endpoint': {%s, 'timeout_millis': 2500}".formatted(GOOD));

    Endpoint endpoint = ModelManifest.remote(folder).manifest().endpoint();
    assertThat(endpoint.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(endpoint.generationOrDefaults().stop()).isEmpty();
    assertThat(ModelManifest.remote(folder).identity().sha256()).isNotEqualTo(before.sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'protocol': 'openai-chat', 'url': 'host/v1', 'model': 'm'|endpoint.url can't be host/v1",
        "'protocol': 'openai-chat', 'url': 'https://me:pw@host', 'model': 'm'|endpoint.url can't",
        "'protocol': 'openai-chat', 'url': 'https://host'|endpoint.model can't be null",
        "'url': 'https://host', 'model': 'm'|endpoint.protocol can't be null",
        "'protocol': 'smoke', 'url': 'https://host', 'model': 'm'|not one of the values accepted",
        "GOOD, 'api_key': 'sk-1'|Unrecognized field \"api_key\"",
        "GOOD, 'api_key_env': 'sk-1 2'|endpoint.api_key_env (the name of an environment variable",
        "GOOD, 'timeout_millis': 0|endpoint.timeout_millis can't be 0",
        "GOOD, 'requests_per_second': -1|endpoint.requests_per_second can't be -1",
        "GOOD, 'generation': {'top_p': 2}|generation.top_p can't be 2.0",
      })
  void saysWhatIsWrongWithAnEndpoint(String endpoint, String message) throws Exception {
    write("'endpoint': {" + endpoint.replace("GOOD", GOOD) + "}");

    assertThatThrownBy(() -> ModelManifest.remote(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageStartingWith(folder.resolve("manifest.json").toString())
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
        .hasMessageNotContaining("sk-1");
  }

  @Test
  void tellsRemoteAndLocalModelsApart() throws Exception {
    write("'endpoint': {%s}".formatted(GOOD));
    assertThatThrownBy(() -> ModelManifest.verify(folder))
        .hasMessageContaining("answers at https://host/v1, a loader of local models can't load it");

    write("'endpoint': {%s}, 'files': []".formatted(GOOD));
    assertThatThrownBy(() -> ModelManifest.remote(folder)).hasMessageContaining("not both");

    write("'files': []");
    assertThatThrownBy(() -> ModelManifest.remote(folder))
        .hasMessageContaining("a remote model needs an endpoint");
  }

  private void write(String fields) throws Exception {
    String json = "{'name': 'far', 'version': '1', %s}".formatted(fields).replace('\'', '"');
    Files.writeString(folder.resolve("manifest.json"), json);
  }
}
