package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.inference.RejectedInputException;
import java.util.function.IntConsumer;

/** Refuses what the model can never read; decides how long a sequence may grow. */
record SequenceFactory(LlamaConfig config, GenerationLimits limits) {
  /**
   * @throws RejectedInputException if the prompt is empty, too long or holds unknown tokens
   */
  Sequence create(GenerationRequest request, IntConsumer onToken) throws RejectedInputException {
    int[] prompt = request.prompt();
    if (prompt.length == 0) {
      throw new RejectedInputException("EMPTY_PROMPT", "the prompt has no tokens");
    }
    if (prompt.length > config.maxPositions() - 1) {
      throw new RejectedInputException(
          "PROMPT_TOO_LONG",
          "the prompt has %d tokens, the model reads at most %d"
              .formatted(prompt.length, config.maxPositions() - 1));
    }
    for (int token : prompt) {
      if (token < 0 || token >= config.vocabulary()) {
        throw new RejectedInputException(
            "UNKNOWN_TOKEN",
            "the prompt holds token %d, the model knows %d".formatted(token, config.vocabulary()));
      }
    }
    long wanted = (long) prompt.length + request.sampling().maxNewTokens();
    int limit = (int) Math.min(wanted, config.maxPositions());
    int firstCache = limits.cacheLength(prompt.length, config.maxPositions());
    return new Sequence(request, onToken, limit, firstCache);
  }
}
