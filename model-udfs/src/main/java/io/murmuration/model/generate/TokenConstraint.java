package io.murmuration.model.generate;

import java.util.List;

/**
 * What a sequence may say: a form, a length, words that must not occur. Held while decoding, so
 * what it forbids is never drawn. Shared by any number of sequences; each has a {@link State} of
 * its own.
 */
public interface TokenConstraint {
  /** Allows every token everywhere. */
  TokenConstraint ANYTHING =
      prompt ->
          new State() {
            @Override
            public void restrict(TokenMask next) {}

            @Override
            public void accept(int token) {}
          };

  /**
   * Called by one thread at a time, as all of a sequence's state is, each after what was called
   * before it: the device thread, or a helper that runs beside the network. Of two sequences, two
   * may be called at once.
   */
  State start(int[] prompt);

  /**
   * How far one sequence has come. An exception ends this sequence as rejected, and no other. The
   * whole batch may have to wait for it between two steps, so it has to be quick.
   */
  interface State {
    /**
     * Takes away from the mask what must not come next; what another constraint took away stays
     * away. Stop tokens are tokens like others: to end the sequence, leave nothing else; to make it
     * go on, forbid them.
     */
    void restrict(TokenMask next);

    /** The token that was drawn; never a stop token. */
    void accept(int token);

    /** Whether the sequence ends with the token that was accepted last. */
    default boolean ends() {
      return false;
    }

    /**
     * Whether the sequence chooses what comes next: false where it only goes on with what it has to
     * say word by word, however unlikely the model finds it.
     */
    default boolean chooses() {
      return true;
    }

    /**
     * A copy of this state, where a sequence that got stuck may come back to: before a sentence,
     * say. Asked after each token.
     *
     * @return null where nobody comes back to
     */
    default State rest() {
      return null;
    }
  }

  /** Allows what all of them allow. */
  static TokenConstraint all(List<TokenConstraint> constraints) {
    List<TokenConstraint> parts = List.copyOf(constraints);
    return prompt -> new AllStates(parts.stream().map(part -> part.start(prompt)).toList());
  }
}
