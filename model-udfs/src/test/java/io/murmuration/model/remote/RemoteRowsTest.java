package io.murmuration.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.InferenceOutcome.Rejected;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.remote.ScriptedServer.Answer;
import io.murmuration.model.remote.ScriptedServer.Call;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Open Inference Protocol: a model from three numbers to their sum and their first. */
class RemoteRowsTest {
  private static final String ENDPOINT = "\"protocol\": \"open-inference\"";

  @TempDir Path folder;
  private String infer = null;
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer(this::answer);
    server.manifest(
        folder, "\"dimension\": 2, \"inputs\": [\"x\"], \"outputs\": {\"y\": {}}", ENDPOINT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer answer(Call call) {
    return switch (call.path()) {
      case "/v1/v2/health/ready", "/v1/v2/models/m/ready" -> Answer.of(200, "");
      case "/v1/v2/models/m" ->
          Answer.of(
              200,
              """
              {"name": "m", "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 3]}],
               "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 2]}]}
              """);
      default -> infer != null ? Answer.of(200, infer) : sums(call.body().get("inputs").get(0));
    };
  }

  private static Answer sums(JsonNode x) {
    int rows = x.get("shape").get(0).asInt();
    ObjectNode answer = ScriptedServer.JSON.createObjectNode();
    ObjectNode y = answer.putArray("outputs").addObject().put("name", "y").put("datatype", "FP32");
    y.putArray("shape").add(rows).add(2);
    for (int row = 0; row < rows; row++) {
      double first = x.get("data").get(3 * row).asDouble();
      double rest =
          x.get("data").get(3 * row + 1).asDouble() + x.get("data").get(3 * row + 2).asDouble();
      y.withArray("data").add(first + rest).add(first);
    }
    return Answer.ok(answer);
  }

  @Test
  void infersABatchInOneCall() {
    try (LoadedModel<float[], float[], float[]> loaded = loader().load()) {
      int before = server.calls.size();

      List<float[]> rows =
          loaded.model().predict(List.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}));

      assertThat(rows).containsExactly(new float[] {6, 1}, new float[] {15, 4});
      assertThat(server.calls).hasSize(before + 1);
      assertThat(server.calls.get(before).path()).isEqualTo("/v1/v2/models/m/infer");
    }
  }

  @Test
  void refusesARowThatTheServersTensorDoesNotTake() throws Exception {
    try (ModelLease<float[], float[]> lease =
        SharedModels.acquire(loader(), RemoteRowsLoader.limits())) {
      InferenceOutcome<float[]> narrow = lease.submit(new float[] {1}).get();
      InferenceOutcome<float[]> notFinite = lease.submit(new float[] {1, Float.NaN, 2}).get();

      assertThat(((Rejected<float[]>) narrow).errorKind()).isEqualTo("WRONG_SHAPE");
      assertThat(((Rejected<float[]>) notFinite).message()).isEqualTo("the row holds NaN");
    }
  }

  @Test
  void failsTheJobWhenTheAnswerHasAnotherShape() {
    infer = "{\"outputs\": [{\"name\": \"y\", \"shape\": [1, 2], \"data\": [1, 2]}]}";
    try (LoadedModel<float[], float[], float[]> loaded = loader().load()) {
      List<float[]> two = List.of(new float[] {1, 2, 3}, new float[] {4, 5, 6});

      assertThatThrownBy(() -> loaded.model().predict(two))
          .isInstanceOf(FatalInferenceException.class)
          .hasMessageContaining("answers 2 rows with the shape [1,2] and 2 numbers");
    }
  }

  @Test
  void findsTheRowThatHoldsNaN() throws Exception {
    infer = "{\"outputs\": [{\"name\": \"y\", \"shape\": [1, 2], \"data\": [[NaN, 2]]}]}";
    try (ModelLease<float[], float[]> lease =
        SharedModels.acquire(loader(), RemoteRowsLoader.limits())) {
      InferenceOutcome<float[]> outcome = lease.submit(new float[] {1, 2, 3}).get();

      assertThat(((Rejected<float[]>) outcome).errorKind()).isEqualTo("NOT_FINITE");
    }
  }

  @Test
  void refusesAServerThatDiffersFromTheManifest() throws Exception {
    server.manifest(folder, "\"dimension\": 5, \"inputs\": [\"x\"]", ENDPOINT);

    assertThatThrownBy(() -> loader().load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessage("the server's tensor 'y' has rows of 2, the manifest says dimension 5");
  }

  private RemoteRowsLoader loader() {
    return new RemoteRowsLoader(folder.toString(), name -> null);
  }
}
