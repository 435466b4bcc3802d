package io.murmuration.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.remote.ScriptedServer.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedTextTest {
  private static final int MOST = 100_000;

  @TempDir Path folder;

  @Test
  void readsNoMoreThanItIsToldTo() throws Exception {
    try (ScriptedServer server = new ScriptedServer(call -> text(call.path()))) {
      assertThat(get(server, "/v1/" + MOST)).hasSize(MOST);
      assertThatThrownBy(() -> get(server, "/v1/" + (MOST + 1)))
          .hasMessageContaining("the answer has more than 100000 bytes");
    }
  }

  private static Answer text(String path) {
    return Answer.of(200, "x".repeat(Integer.parseInt(path.substring("/v1/".length()))));
  }

  private String get(ScriptedServer server, String path) throws Exception {
    String url =
        ScriptedServer.JSON
            .readTree(
                server
                    .manifest(folder, "\"task\": \"embed\"", "\"protocol\": \"openai-embeddings\"")
                    .resolve("manifest.json")
                    .toFile())
            .at("/endpoint/url")
            .asText();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BoundedText.of(MOST)).body();
  }
}
