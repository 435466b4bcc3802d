package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.RejectedInputException;
import java.util.Arrays;
import java.util.List;

/** {@code POST /embeddings}: a batch of texts in one call; vectors of length 1. */
final class OpenAiEmbeddings implements Model<String, float[]> {
  private static final String PATH = "/embeddings";

  private final EndpointClient client;
  private final int dimension;
  private final Refusals<float[]> refusals = new Refusals<>();

  OpenAiEmbeddings(EndpointClient client, int dimension) {
    this.client = client;
    this.dimension = dimension;
  }

  @Override
  public List<float[]> predict(List<String> texts) {
    ObjectNode body = HttpAnswers.JSON.createObjectNode();
    body.put("model", client.endpoint().model()).put("encoding_format", "float");
    texts.forEach(body.withArray("input")::add);
    int tokens = texts.stream().mapToInt(TextTokens::estimate).sum();
    try {
      return vectors(EndpointClient.join(client.post(PATH, body, tokens)), texts.size());
    } catch (RefusedInputException e) {
      if (texts.size() > 1) {
        throw e;
      }
      return List.of(refusals.refused(new float[0], e));
    }
  }

  private static List<float[]> vectors(JsonNode answer, int texts) {
    JsonNode data = answer == null ? null : answer.get("data");
    if (data == null || data.size() != texts) {
      throw new FatalInferenceException(
          "%s answers %d texts with %s vectors"
              .formatted(PATH, texts, data == null ? "no" : data.size()));
    }
    float[][] vectors = new float[texts][];
    for (int at = 0; at < texts; at++) {
      JsonNode embedding = data.get(at).path("embedding");
      int index = data.get(at).path("index").asInt(at);
      if (index < 0 || index >= texts || vectors[index] != null || !embedding.isArray()) {
        throw new FatalInferenceException(
            PATH + " answers with an item that has no embedding or an index of its own");
      }
      vectors[index] = VectorCheck.normalised(VectorCheck.read(embedding, embedding.size()));
    }
    return Arrays.asList(vectors);
  }

  @Override
  public void verify(float[] vector) throws RejectedInputException {
    refusals.verify(vector);
    VectorCheck.verify(vector, dimension);
  }

  @Override
  public void close() {}
}
