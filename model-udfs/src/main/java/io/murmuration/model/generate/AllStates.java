package io.murmuration.model.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * How far one sequence has come under several constraints: it ends where one of them ends it,
 * chooses where all of them let it, and comes back to where all of them can.
 */
record AllStates(List<TokenConstraint.State> states) implements TokenConstraint.State {
  @Override
  public void restrict(TokenMask next) {
    states.forEach(state -> state.restrict(next));
  }

  @Override
  public void accept(int token) {
    states.forEach(state -> state.accept(token));
  }

  @Override
  public boolean ends() {
    return states.stream().anyMatch(TokenConstraint.State::ends);
  }

  @Override
  public boolean chooses() {
    return states.stream().allMatch(TokenConstraint.State::chooses);
  }

  @Override
  public TokenConstraint.State rest() {
    List<TokenConstraint.State> rests = new ArrayList<>();
    for (TokenConstraint.State state : states) {
      TokenConstraint.State rest = state.rest();
      if (rest == null) {
        return null;
      }
      rests.add(rest);
    }
    return new AllStates(rests);
  }
}
