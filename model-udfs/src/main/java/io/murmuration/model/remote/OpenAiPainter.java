package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * {@code POST /images/generations}: one row a call, several at once; the file's bytes. OpenAI's
 * pictures take no seed.
 */
final class OpenAiPainter implements Model<TextRequest, byte[]> {
  private static final int[][] SIGNATURES = {
    {0x89, 'P', 'N', 'G'}, {0xff, 0xd8, 0xff}, {'R', 'I', 'F', 'F'}
  };

  private final EndpointClient client;
  private final ConcurrentRows<TextRequest, byte[]> rows;
  private final Refusals<byte[]> refusals = new Refusals<>();

  OpenAiPainter(EndpointClient client) {
    this.client = client;
    this.rows = new ConcurrentRows<>(client.endpoint().concurrency(), this::ask);
  }

  @Override
  public List<byte[]> predict(List<TextRequest> requests) {
    return rows.predict(requests);
  }

  private CompletableFuture<byte[]> ask(TextRequest request) {
    ObjectNode body = HttpAnswers.JSON.createObjectNode();
    body.put("model", client.endpoint().model())
        .put("prompt", request.prompt())
        .put("n", 1)
        .put("response_format", "b64_json");
    String size = client.endpoint().generationOrDefaults().size();
    if (size != null) {
      body.put("size", size);
    }
    return client
        .post("/images/generations", body, TextTokens.estimate(request.prompt()))
        .thenApply(OpenAiPainter::read)
        .exceptionally(this::refused);
  }

  private byte[] refused(Throwable failure) {
    if (failure.getCause() instanceof RefusedInputException refused) {
      return refusals.refused(new byte[0], refused);
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  private static byte[] read(JsonNode answer) {
    JsonNode picture = answer == null ? null : answer.path("data").path(0).get("b64_json");
    if (picture == null) {
      throw new FatalInferenceException("/images/generations answers without data[0].b64_json");
    }
    try {
      return picture.binaryValue();
    } catch (java.io.IOException e) {
      throw new FatalInferenceException("/images/generations answers with broken Base64", e);
    }
  }

  @Override
  public void verify(byte[] picture) throws RejectedInputException {
    refusals.verify(picture);
    for (int[] signature : SIGNATURES) {
      if (startsWith(picture, signature)) {
        return;
      }
    }
    throw new RejectedInputException("NO_PICTURE", "the server's answer is no PNG, JPEG or WebP");
  }

  private static boolean startsWith(byte[] picture, int[] signature) {
    if (picture.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((picture[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {}
}
