package io.murmuration.model.generate;

import java.util.Objects;

/**
 * A prompt to go on from.
 *
 * <p>Where a constraint forbids what the model would say, what is left may make no sense: a word
 * that fits the room but not the sentence. How much is felt of it is the strain of a step: by how
 * many nats the likeliest token is likelier than the likeliest that is allowed. A sequence that
 * feels more than it bears goes back to its constraint's last {@link TokenConstraint.State#rest}
 * and says something else, a bounded number of times.
 *
 * @param prompt not copied, so not to be changed
 * @param sharedPrefix how many of its first tokens other requests begin with too, less than the
 *     prompt's length; 0 if none. Computed once and kept while there is room
 * @param mostStrain in nats; infinite for a sequence that bears all
 */
public record GenerationRequest(
    int[] prompt,
    Sampling sampling,
    TokenConstraint constraint,
    int sharedPrefix,
    double mostStrain) {
  public GenerationRequest {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(constraint, "constraint");
    if (sharedPrefix < 0 || sharedPrefix > 0 && sharedPrefix >= prompt.length) {
      throw new IllegalArgumentException(
          "sharedPrefix must be at least 0 and less than the prompt's %d tokens: %d"
              .formatted(prompt.length, sharedPrefix));
    }
    if (!(mostStrain >= 0)) {
      throw new IllegalArgumentException("mostStrain must be at least 0: " + mostStrain);
    }
  }

  public GenerationRequest(
      int[] prompt, Sampling sampling, TokenConstraint constraint, int sharedPrefix) {
    this(prompt, sampling, constraint, sharedPrefix, Double.POSITIVE_INFINITY);
  }

  public GenerationRequest(int[] prompt, Sampling sampling, TokenConstraint constraint) {
    this(prompt, sampling, constraint, 0);
  }

  public GenerationRequest(int[] prompt, Sampling sampling) {
    this(prompt, sampling, TokenConstraint.ANYTHING);
  }
}
