package io.murmuration.model.generate;

/**
 * What may come next in one sequence: known as soon as its last token is, so made ahead of the
 * draw, by whichever thread comes first. Thread-safe.
 */
final class NextMask {
  private final GenerationRequest request;
  private TokenConstraint.State constraint;
  private TokenMask mask;
  private boolean made;
  private RuntimeException failure;
  private Error error;

  NextMask(GenerationRequest request) {
    this.request = request;
  }

  /** Unless it was made since the last token; what the constraint throws, {@link #get} throws. */
  synchronized void make(int vocabulary) {
    if (made) {
      return;
    }
    made = true;
    try {
      if (constraint == null) {
        constraint = request.constraint().start(request.prompt());
        mask = new TokenMask(vocabulary);
      }
      mask.reset();
      constraint.restrict(mask);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      error = e;
    }
  }

  /** Good until the next token is accepted; waits for the thread that is at it. */
  synchronized TokenMask get(int vocabulary) {
    make(vocabulary);
    if (error != null) {
      throw error;
    }
    if (failure != null) {
      throw failure;
    }
    return mask;
  }

  synchronized void accept(int token) {
    made = false;
    constraint.accept(token);
  }

  /** See {@link TokenConstraint.State#ends}. */
  synchronized boolean ends() {
    return constraint.ends();
  }

  /** See {@link TokenConstraint.State#chooses}. */
  synchronized boolean chooses() {
    return constraint.chooses();
  }

  /** See {@link TokenConstraint.State#rest}. */
  synchronized TokenConstraint.State rest() {
    return constraint.rest();
  }

  /**
   * @param rest stays as it is
   */
  synchronized void goBack(TokenConstraint.State rest) {
    made = false;
    constraint = rest.rest();
  }
}
