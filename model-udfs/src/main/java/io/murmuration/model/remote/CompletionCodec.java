package io.murmuration.model.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.model.inference.OutputCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What was written as a JSON array of four: text, reason of the end, tokens read and written. */
final class CompletionCodec implements OutputCodec<Completion> {
  private static final int PARTS = 4;

  @Override
  public byte[] write(Completion written) {
    try {
      return HttpAnswers.JSON.writeValueAsBytes(
          HttpAnswers.JSON
              .createArrayNode()
              .add(written.text())
              .add(written.finishReason())
              .add(written.promptTokens())
              .add(written.writtenTokens()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a completion can't be kept", e);
    }
  }

  @Override
  public Completion read(byte[] bytes) {
    try {
      JsonNode parts = HttpAnswers.JSON.readTree(bytes);
      if (!parts.isArray() || parts.size() != PARTS) {
        throw new IllegalArgumentException("a completion of another form");
      }
      return new Completion(
          parts.get(0).textValue(),
          parts.get(1).textValue(),
          parts.get(2).intValue(),
          parts.get(3).intValue());
    } catch (IOException e) {
      throw new IllegalArgumentException("not a completion: " + e, e);
    }
  }
}
