package io.murmuration.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.InferenceOutcome.Done;
import io.murmuration.model.inference.InferenceOutcome.Rejected;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.remote.ScriptedServer.Answer;
import io.murmuration.model.remote.ScriptedServer.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's chat completions behind the batcher: the server says again what it was told. */
class RemoteWriterTest {
  private static final BatchLimits LIMITS =
      new BatchLimits(64, 2_048, 1_024, 4, Duration.ofMillis(1));

  @TempDir Path folder;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final CyclicBarrier four = new CyclicBarrier(4);
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer(this::chat);
    server.manifest(
        folder,
        "\"task\": \"generate\"",
        """
        "protocol": "openai-chat", "timeout_millis": 30000, "concurrency": 4,
        "generation": {"system": "Be brief.", "temperature": 0.5, "max_tokens": 20, "stop": ["."]}
        """);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer chat(Call call) {
    JsonNode messages = call.body().get("messages");
    String said = messages.get(messages.size() - 1).get("content").asText();
    int times = asked.merge(said, 1, Integer::sum);
    if (said.equals("poison")) {
      return Answer.of(422, "{\"detail\": \"no\"}");
    }
    if (said.equals("faint") && times == 1) {
      return Answer.of(500, "oops");
    }
    if (said.startsWith("together")) {
      awaitTheOthers();
    }
    ObjectNode answer = ScriptedServer.JSON.createObjectNode();
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("finish_reason", said.equals("rude") ? "content_filter" : "stop");
    choice.putObject("message").put("role", "assistant").put("content", "<" + said + ">");
    answer.putObject("usage").put("prompt_tokens", 9).put("completion_tokens", 3);
    return Answer.ok(answer);
  }

  private void awaitTheOthers() {
    try {
      four.await(25, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("nobody else came", e);
    }
  }

  @Test
  void asksAsTheManifestSaysWithTheEventsSeed() {
    try (LoadedModel<TextRequest, TextRequest, Completion> loaded = loader().load()) {
      List<Completion> written = loaded.model().predict(List.of(new TextRequest("tea", 42)));

      JsonNode body = server.calls.get(server.calls.size() - 1).body();
      assertThat(written).containsExactly(new Completion("<tea>", "stop", 9, 3));
      assertThat(body.get("seed").asLong()).isEqualTo(42);
      assertThat(body.get("temperature").asDouble()).isEqualTo(0.5);
      assertThat(body.get("max_tokens").asInt()).isEqualTo(20);
      assertThat(body.get("stop").get(0).asText()).isEqualTo(".");
      assertThat(body.get("messages").get(0).get("content").asText()).isEqualTo("Be brief.");
      assertThat(body.has("top_p")).isFalse();
    }
  }

  @Test
  void refusesTheRowThatTakesMoreTokensThanTheRateLetsThroughAndAnswersItsNeighbours()
      throws Exception {
    server.manifest(
        folder,
        "\"task\": \"generate\"",
        "\"protocol\": \"openai-chat\", \"tokens_per_second\": 100, \"timeout_millis\": 2000");
    try (LoadedModel<TextRequest, TextRequest, Completion> loaded = loader().load()) {
      List<Completion> written =
          loaded
              .model()
              .predict(List.of(new TextRequest("tea".repeat(400), 1), new TextRequest("tea", 2)));

      assertThatThrownBy(() -> loaded.model().verify(written.get(0)))
          .hasMessageStartingWith("a call of about 301 tokens");
      assertThat(written.get(1).text()).isEqualTo("<tea>");
    }
  }

  /** The server answers none of the four before all are there. */
  @Test
  void asksForSeveralRowsAtOnce() {
    try (LoadedModel<TextRequest, TextRequest, Completion> loaded = loader().load()) {
      List<TextRequest> batch = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        batch.add(new TextRequest("together " + i, i));
      }

      List<Completion> written = loaded.model().predict(batch);

      assertThat(written).extracting(Completion::text).contains("<together 0>", "<together 7>");
    }
  }

  @Test
  void asksNoRowAgainForAnothersSake() throws Exception {
    List<String> prompts = List.of("a", "faint", "b", "poison", "c", "rude");
    try (ModelLease<TextRequest, Completion> lease = SharedModels.acquire(loader(), LIMITS)) {
      List<CompletableFuture<InferenceOutcome<Completion>>> futures = new ArrayList<>();
      for (String prompt : prompts) {
        futures.add(lease.submit(new TextRequest(prompt, 1)));
      }

      List<String> fates = new ArrayList<>();
      for (CompletableFuture<InferenceOutcome<Completion>> each : futures) {
        fates.add(fate(each.get()));
      }

      assertThat(fates)
          .containsExactly("<a>", "<faint>", "<b>", "REFUSED", "<c>", "CONTENT_FILTER");
      assertThat(asked).containsEntry("faint", 2);
      assertThat(asked).containsEntry("a", 1).containsEntry("b", 1).containsEntry("c", 1);
      assertThat(asked).containsEntry("poison", 1).containsEntry("rude", 1);
    }
  }

  private static String fate(InferenceOutcome<Completion> outcome) {
    return outcome instanceof Done<Completion> done
        ? done.output().text()
        : ((Rejected<Completion>) outcome).errorKind();
  }

  private RemoteWriterLoader loader() {
    return new RemoteWriterLoader(folder.toString(), name -> null);
  }
}
