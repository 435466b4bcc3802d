package io.murmuration.model.generate;

import java.util.Objects;

/**
 * A prompt to go on from.
 *
 * @param prompt not copied, so not to be changed
 * @param sharedPrefix how many of its first tokens other requests begin with too, less than the
 *     prompt's length; 0 if none. Computed once and kept while there is room
 */
public record GenerationRequest(
    int[] prompt, Sampling sampling, TokenConstraint constraint, int sharedPrefix) {
  public GenerationRequest {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(constraint, "constraint");
    if (sharedPrefix < 0 || sharedPrefix > 0 && sharedPrefix >= prompt.length) {
      throw new IllegalArgumentException(
          "sharedPrefix must be at least 0 and less than the prompt's %d tokens: %d"
              .formatted(prompt.length, sharedPrefix));
    }
  }

  public GenerationRequest(int[] prompt, Sampling sampling, TokenConstraint constraint) {
    this(prompt, sampling, constraint, 0);
  }

  public GenerationRequest(int[] prompt, Sampling sampling) {
    this(prompt, sampling, TokenConstraint.ANYTHING, 0);
  }
}
