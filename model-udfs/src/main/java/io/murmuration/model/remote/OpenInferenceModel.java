package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The Open Inference Protocol, version 2, over HTTP: a batch in one call, one tensor in and one
 * out, as JSON. Rows to vectors.
 */
final class OpenInferenceModel<P> implements Model<P, float[]> {
  private final EndpointClient client;
  private final String path;
  private final RowTensor<P> rows;
  private final UnaryOperator<float[]> finish;
  private final int dimension;
  private final TensorMetadata input;
  private final TensorMetadata output;
  private final Refusals<float[]> refusals = new Refusals<>();

  /**
   * Asks whether the server and the model are ready and what the model takes.
   *
   * @param finish what is done to each vector
   * @throws FatalInferenceException if the manifest says otherwise than the server
   */
  OpenInferenceModel(
      EndpointClient client,
      ModelManifest manifest,
      RowTensor<P> rows,
      UnaryOperator<float[]> finish) {
    this.client = client;
    this.path = "/v2/models/" + client.endpoint().model();
    this.rows = rows;
    this.finish = finish;
    this.dimension = manifest.dimension();
    client.get("/v2/health/ready");
    client.get(path + "/ready");
    JsonNode model = client.get(path);
    if (model == null) {
      throw new FatalInferenceException(path + " describes no model");
    }
    String inputName = manifest.inputs() == null ? null : manifest.inputs().get(0);
    String outputName =
        manifest.outputs() == null ? null : manifest.outputs().keySet().iterator().next();
    this.input = TensorMetadata.of(model, "inputs", inputName).requireDatatype(rows.datatype());
    this.output = TensorMetadata.of(model, "outputs", outputName).requireDatatype("FP32");
    if (!output.takes(dimension)) {
      throw new FatalInferenceException(
          "the server's tensor '%s' has rows of %d, the manifest says dimension %d"
              .formatted(output.name(), output.width(), dimension));
    }
  }

  TensorMetadata input() {
    return input;
  }

  @Override
  public List<float[]> predict(List<P> batch) {
    ObjectNode body = HttpAnswers.JSON.createObjectNode();
    ObjectNode tensor = body.withArray("inputs").addObject();
    tensor.put("name", input.name()).put("datatype", rows.datatype());
    tensor.withArray("shape").add(batch.size());
    if (input.shape().size() > 1) {
      tensor.withArray("shape").add(rows.width(batch.get(0)));
    }
    rows.appendAll(batch, tensor.withArray("data"));
    body.withArray("outputs").addObject().put("name", output.name());
    try {
      return vectors(EndpointClient.join(client.post(path + "/infer", body, 0)), batch.size());
    } catch (RefusedInputException e) {
      if (batch.size() > 1) {
        throw e;
      }
      return List.of(refusals.refused(new float[0], e));
    }
  }

  private List<float[]> vectors(JsonNode answer, int size) {
    JsonNode tensor = tensor(answer);
    JsonNode shape = tensor.path("shape");
    List<JsonNode> numbers = new ArrayList<>();
    flatten(tensor.path("data"), numbers);
    int width = numbers.size() / size;
    if (shape.path(0).asInt() != size || numbers.size() != size * width || width == 0) {
      throw new FatalInferenceException(
          "%s/infer answers %d rows with the shape %s and %d numbers"
              .formatted(path, size, shape, numbers.size()));
    }
    List<float[]> vectors = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      List<JsonNode> part = numbers.subList(row * width, (row + 1) * width);
      vectors.add(finish.apply(VectorCheck.read(part, width)));
    }
    return vectors;
  }

  private JsonNode tensor(JsonNode answer) {
    if (answer != null) {
      for (JsonNode each : answer.path("outputs")) {
        if (output.name().equals(each.path("name").asText())) {
          return each;
        }
      }
    }
    throw new FatalInferenceException(
        path + "/infer answers without the tensor '" + output.name() + "'");
  }

  /** Servers may nest the data by its shape or not. */
  private static void flatten(JsonNode data, List<JsonNode> numbers) {
    for (JsonNode each : data) {
      if (each.isArray()) {
        flatten(each, numbers);
      } else {
        numbers.add(each);
      }
    }
  }

  @Override
  public void verify(float[] vector) throws RejectedInputException {
    refusals.verify(vector);
    VectorCheck.verify(vector, dimension);
  }

  @Override
  public void close() {}
}
