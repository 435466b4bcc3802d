package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.Endpoint.Generation;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** {@code POST /chat/completions} or {@code /completions}: one row a call, several at once. */
final class OpenAiWriter implements Model<TextRequest, Completion> {
  private final EndpointClient client;
  private final boolean chat;
  private final Generation generation;
  private final ConcurrentRows<TextRequest, Completion> rows;
  private final Refusals<Completion> refusals = new Refusals<>();

  OpenAiWriter(EndpointClient client) {
    Endpoint endpoint = client.endpoint();
    this.client = client;
    this.chat = endpoint.protocol() == Endpoint.Protocol.OPENAI_CHAT;
    this.generation = endpoint.generationOrDefaults();
    this.rows = new ConcurrentRows<>(endpoint.concurrency(), this::ask);
  }

  @Override
  public List<Completion> predict(List<TextRequest> requests) {
    return rows.predict(requests);
  }

  private CompletableFuture<Completion> ask(TextRequest request) {
    int written = generation.maxTokens() == null ? 0 : generation.maxTokens();
    int tokens = TextTokens.estimate(request.prompt()) + written;
    return client
        .post(chat ? "/chat/completions" : "/completions", body(request), tokens)
        .thenApply(this::read)
        .exceptionally(this::refused);
  }

  private Completion refused(Throwable failure) {
    if (failure.getCause() instanceof RefusedInputException refused) {
      return refusals.refused(new Completion(null, "refused", 0, 0), refused);
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  private ObjectNode body(TextRequest request) {
    ObjectNode body = HttpAnswers.JSON.createObjectNode();
    body.put("model", client.endpoint().model()).put("seed", request.seed());
    if (chat) {
      if (generation.system() != null) {
        body.withArray("messages").add(message("system", generation.system()));
      }
      body.withArray("messages").add(message("user", request.prompt()));
    } else {
      body.put("prompt", request.prompt());
    }
    if (generation.temperature() != null) {
      body.put("temperature", generation.temperature());
    }
    if (generation.topP() != null) {
      body.put("top_p", generation.topP());
    }
    if (generation.maxTokens() != null) {
      body.put("max_tokens", generation.maxTokens());
    }
    generation.stop().forEach(text -> body.withArray("stop").add(text));
    return body;
  }

  private static ObjectNode message(String role, String content) {
    return HttpAnswers.JSON.createObjectNode().put("role", role).put("content", content);
  }

  private Completion read(JsonNode answer) {
    JsonNode choice = answer == null ? null : answer.path("choices").get(0);
    if (choice == null) {
      throw new FatalInferenceException("the server answers without choices");
    }
    JsonNode text = chat ? choice.path("message").path("content") : choice.path("text");
    JsonNode usage = answer.path("usage");
    return new Completion(
        text.textValue(),
        choice.path("finish_reason").asText(""),
        usage.path("prompt_tokens").asInt(),
        usage.path("completion_tokens").asInt());
  }

  @Override
  public void verify(Completion completion) throws RejectedInputException {
    refusals.verify(completion);
    if ("content_filter".equals(completion.finishReason())) {
      throw new RejectedInputException("CONTENT_FILTER", "the server's filter withheld the text");
    }
    if (completion.text() == null || completion.text().isBlank()) {
      throw new RejectedInputException(
          "NO_TEXT", "the server wrote nothing and ended with " + completion.finishReason());
    }
  }

  @Override
  public void close() {}
}
