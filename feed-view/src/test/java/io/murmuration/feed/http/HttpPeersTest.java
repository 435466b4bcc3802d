package io.murmuration.feed.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.feed.page.PageDemo;
import io.murmuration.feed.views.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance asks another, over TLS and with a token. */
class HttpPeersTest {
  private static final String HOST = "127.0.0.1";
  private static final String READER = "reader-100";
  private static final int FEW_REQUESTS = 1;

  @TempDir static Path keys;

  private HttpConfig shared;
  private PageDemo peer;

  @BeforeEach
  void start() throws Exception {
    shared = config("sixteen-characters-or-more", keyStore("shared"));
    peer = new PageDemo(Clock.systemUTC(), shared);
    peer.step(false);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void readsWhatAPeerKeeps() throws Exception {
    Optional<JsonNode> timeline = ask(shared, View.TIMELINES, READER);

    assertThat(timeline.orElseThrow().path("user_id").asText()).isEqualTo(READER);
    assertThat(ask(shared, View.TIMELINES, "a reader that nobody knows")).isEmpty();
  }

  @Test
  void isNotSlowedAsACallerIs() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(ask(shared, View.TIMELINES, READER)).isPresent();
    }
  }

  @Test
  void isRefusedWithoutTheToken() {
    HttpConfig other = config("another-token-of-enough-characters", shared.tls().orElseThrow());

    assertThatThrownBy(() -> ask(other, View.TIMELINES, READER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("401");
  }

  @Test
  void trustsNobodyWithAnotherCertificate() throws Exception {
    HttpConfig other = config(shared.token().orElseThrow(), keyStore("other"));

    assertThatThrownBy(() -> ask(other, View.TIMELINES, READER))
        .isInstanceOf(javax.net.ssl.SSLHandshakeException.class);
  }

  private Optional<JsonNode> ask(HttpConfig as, View view, String key) throws Exception {
    return new HttpPeers(as).get(HOST, peer.port(), view, key);
  }

  private static HttpConfig config(String token, HttpConfig.Tls tls) {
    return new HttpConfig(HOST, 0, Optional.of(token), Optional.of(tls), FEW_REQUESTS, 2);
  }

  /** Made by the JDK, as an operator would. */
  private static HttpConfig.Tls keyStore(String name) throws Exception {
    Path file = keys.resolve(name + ".p12");
    String password = "changeit";
    if (!file.toFile().exists()) {
      Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
      Process made =
          new ProcessBuilder(
                  keytool.toString(),
                  "-genkeypair",
                  "-alias",
                  name,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=ip:" + HOST,
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  password)
              .redirectErrorStream(true)
              .start();
      String said = new String(made.getInputStream().readAllBytes());
      assertThat(made.waitFor()).as(said).isZero();
    }
    return new HttpConfig.Tls(file, password);
  }
}
