package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.TextMarks;
import java.util.Objects;

/**
 * A decoder that is ready to serve, with its tokenizer. A {@link ContinuousBatch} closes the step;
 * the tokenizer is its user's to close.
 */
public record LoadedDecoder(DecoderStep step, GenerativeTokenizer tokenizer, TextMarks marks)
    implements AutoCloseable {
  public LoadedDecoder {
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(marks, "marks");
  }

  /** Both; the step only if no batch has it. */
  @Override
  public void close() {
    step.close();
    tokenizer.close();
  }
}
