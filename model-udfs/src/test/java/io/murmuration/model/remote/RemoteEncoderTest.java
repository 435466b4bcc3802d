package io.murmuration.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.InferenceOutcome.Done;
import io.murmuration.model.inference.InferenceOutcome.Rejected;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RetryableInferenceException;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.remote.ScriptedServer.Answer;
import io.murmuration.model.remote.ScriptedServer.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's embeddings behind the batcher. A text's vector points to its length and 1. */
class RemoteEncoderTest {
  private static final BatchLimits LIMITS =
      new BatchLimits(64, 2_048, 1_024, 4, Duration.ofMillis(1));
  private static final String FRUGAL =
      "\"protocol\": \"openai-embeddings\", \"tokens_per_second\": 40, \"timeout_millis\": 1500";
  private static final String HURRIED =
      "\"protocol\": \"openai-embeddings\", \"timeout_millis\": 300";
  private static final String PATIENT =
      "\"protocol\": \"openai-embeddings\", \"timeout_millis\": 30000";

  @TempDir Path folder;
  private final CountDownLatch over = new CountDownLatch(1);
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer(this::embed);
    server.manifest(folder, "\"dimension\": 2", PATIENT);
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.close();
  }

  /** As a server may: the last text first. */
  private Answer embed(Call call) {
    ArrayNode data = ScriptedServer.JSON.createArrayNode();
    JsonNode texts = call.body().get("input");
    for (int at = texts.size() - 1; at >= 0; at--) {
      String text = texts.get(at).asText();
      if (text.equals("slow")) {
        return silence();
      }
      if (text.equals("poison")) {
        return Answer.of(400, "{\"error\": {\"message\": \"I can't read this\"}}");
      }
      ObjectNode item = data.addObject().put("index", at);
      item.putArray("embedding").add(text.equals("nan") ? Double.NaN : text.length()).add(1);
      if (text.equals("wide")) {
        item.withArray("embedding").add(1);
      }
    }
    return Answer.ok(ScriptedServer.JSON.createObjectNode().set("data", data));
  }

  @Test
  void embedsABatchInOneCallInItsOrder() {
    try (LoadedModel<String, String, float[]> loaded = loader().load()) {
      List<float[]> vectors = loaded.model().predict(List.of("a", "bbbb"));

      assertThat(server.calls).hasSize(2); // The first warmed up.
      assertThat(vectors.get(0)[0]).isEqualTo((float) Math.sqrt(0.5));
      assertThat(vectors.get(1)[0]).isEqualTo((float) (4 / Math.sqrt(17)));
    }
  }

  @Test
  void hasABatchHalvedThatTakesMoreTokensThanTheRateEverLetsThrough() throws Exception {
    server.manifest(folder, "\"dimension\": 2", FRUGAL);
    try (LoadedModel<String, String, float[]> loaded = loader().load()) {
      List<String> batch = List.of("x".repeat(100), "x".repeat(90));

      assertThatThrownBy(() -> loaded.model().predict(batch))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageStartingWith("a call of about 49 tokens");
    }
  }

  @Test
  void rejectsTheRowThatAloneTakesMoreTokensThanTheRateLetsThroughAndNoOthers() throws Exception {
    server.manifest(folder, "\"dimension\": 2", FRUGAL);
    try (ModelLease<String, float[]> lease = SharedModels.acquire(loader(), LIMITS)) {
      List<CompletableFuture<InferenceOutcome<float[]>>> outcomes = new ArrayList<>();
      for (int bytes : new int[] {100, 90, 400}) {
        outcomes.add(lease.submit("x".repeat(bytes)));
      }

      assertThat(outcomes.get(0).get()).isInstanceOf(Done.class);
      assertThat(outcomes.get(1).get()).isInstanceOf(Done.class);
      assertThat(((Rejected<float[]>) outcomes.get(2).get()).errorKind()).isEqualTo("REFUSED");
      assertThat(((Rejected<float[]>) outcomes.get(2).get()).message())
          .startsWith("a call of about 101 tokens");
    }
  }

  @Test
  void claimsNoSameBytesAndIsKnownByItsManifest() {
    try (LoadedModel<String, String, float[]> loaded = loader().load()) {
      assertThat(loaded.sameBytes()).isFalse();
      assertThat(loaded.identity().name()).isEqualTo("far");
      assertThat(loaded.identity().version()).isEqualTo("7");
      assertThat(loaded.identity().sha256()).hasSize(64);
    }
  }

  @Test
  void asksAgainAfterErrorsOfTheServerAndLostConnections() throws Exception {
    try (ModelLease<String, float[]> lease = SharedModels.acquire(loader(), LIMITS)) {
      server.first(Answer.of(503, "busy"), Answer.cut(), Answer.of(429, "{}"));

      InferenceOutcome<float[]> outcome = lease.submit("a").get();

      assertThat(outcome).isInstanceOf(Done.class);
      assertThat(outcome.attempts()).isEqualTo(4);
    }
  }

  @Test
  void takesASlowAnswerForNone() throws Exception {
    server.manifest(
        folder, "\"dimension\": 2", "\"protocol\": \"openai-embeddings\", \"timeout_millis\": 200");
    Endpoint hasty = ModelManifest.remote(folder).manifest().endpoint();
    OpenAiEmbeddings model = new OpenAiEmbeddings(new EndpointClient(hasty, name -> null), 2);

    assertThatThrownBy(() -> model.predict(List.of("slow")))
        .isInstanceOf(RetryableInferenceException.class)
        .hasMessageContaining("timed out");
  }

  private Answer silence() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.of(200, "{}");
  }

  @Test
  void leavesTheServerAloneAsLongAsItAsks() throws Exception {
    server.manifest(folder, "\"dimension\": 2", HURRIED);
    try (ModelLease<String, float[]> lease = SharedModels.acquire(loader(), LIMITS)) {
      server.first(Answer.of(429, "{}").with("Retry-After", "3600"));
      int before = server.calls.size();

      InferenceOutcome<float[]> outcome = lease.submit("a").get();

      assertThat(((Rejected<float[]>) outcome).errorKind()).isEqualTo("UNAVAILABLE");
      assertThat(server.calls).hasSize(before + 1);
    }
  }

  @Test
  void rejectsTheGuiltyTextsAndAnswersTheirNeighbours() throws Exception {
    try (ModelLease<String, float[]> lease = SharedModels.acquire(loader(), LIMITS)) {
      List<String> texts = List.of("a", "poison", "bb", "nan", "ccc", "wide", "dddd");
      List<CompletableFuture<InferenceOutcome<float[]>>> asked = new ArrayList<>();
      for (String text : texts) {
        asked.add(lease.submit(text));
      }

      List<String> fates = new ArrayList<>();
      for (CompletableFuture<InferenceOutcome<float[]>> each : asked) {
        fates.add(each.get() instanceof Rejected<float[]> rejected ? rejected.errorKind() : "-");
      }

      assertThat(fates).containsExactly("-", "REFUSED", "-", "NOT_FINITE", "-", "WRONG_SHAPE", "-");
      assertThat(((Rejected<float[]>) asked.get(1).get()).message()).contains("I can't read this");
    }
  }

  @Test
  void failsTheJobWhenTheServerBreaksItsContract() throws Exception {
    try (ModelLease<String, float[]> lease = SharedModels.acquire(loader(), LIMITS)) {
      server.first(Answer.of(200, "{\"data\": []}"));

      CompletableFuture<InferenceOutcome<float[]>> outcome = lease.submit("a");

      assertThatThrownBy(outcome::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("/embeddings answers 1 texts with 0 vectors");
    }
  }

  @Test
  void sendsTheKeyThatTheManifestNamesAndNeverShowsIt() throws Exception {
    server.manifest(folder, "\"dimension\": 2", PATIENT + ", \"api_key_env\": \"FAR_KEY\"");
    server.first(Answer.of(401, "{\"error\": \"bad key s3cret\"}"));

    assertThatThrownBy(() -> new RemoteEncoderLoader(folder.toString(), name -> "s3cret").load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("refuses the key in the environment variable FAR_KEY")
        .hasMessageNotContaining("s3cret");
    assertThat(server.calls.get(0).authorization()).isEqualTo("Bearer s3cret");
  }

  @Test
  void saysWhichVariableIsMissing() throws Exception {
    server.manifest(folder, "\"dimension\": 2", PATIENT + ", \"api_key_env\": \"FAR_KEY\"");

    assertThatThrownBy(() -> loader().load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("FAR_KEY, which isn't set here");
    assertThat(server.calls).isEmpty();
  }

  @Test
  void keepsItsConnection() {
    try (LoadedModel<String, String, float[]> loaded = loader().load()) {
      for (int i = 0; i < 20; i++) {
        loaded.model().predict(List.of("a"));
      }

      assertThat(server.clientPorts).hasSize(1);
    }
  }

  private RemoteEncoderLoader loader() {
    return new RemoteEncoderLoader(folder.toString(), name -> null);
  }
}
