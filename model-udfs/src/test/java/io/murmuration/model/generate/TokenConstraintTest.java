package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.ManualDevice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenConstraintTest {
  private static final int END = 100;

  @Test
  void holdsForEverySequenceOnItsOwn() throws Exception {
    TokenConstraint both = TokenConstraint.all(List.of(rising(), even()));
    Sampling sampling = new Sampling(5, 0, 1, 0, 3, 60, Set.of(END));
    for (int kind = 0; kind < 5; kind++) {
      Generation generation = run(new GenerationRequest(prompt(4, kind), sampling, both));

      assertThat(generation.tokens()).isNotEmpty().isSorted().doesNotHaveDuplicates();
      assertThat(IntStream.of(generation.tokens())).allMatch(token -> token % 2 == 0);
      assertThat(generation.finish()).isEqualTo(FinishReason.STOP);
    }
  }

  @Test
  void endsWhereNothingIsAllowed() throws Exception {
    TokenConstraint twoTokens =
        prompt ->
            new Recorded() {
              @Override
              public void restrict(TokenMask next) {
                if (accepted.size() == 2) {
                  next.retain(new BitSet());
                }
              }
            };
    Sampling sampling = Sampling.greedy(60, Set.of());
    Generation generation = run(new GenerationRequest(prompt(4, 1), sampling, twoTokens));

    assertThat(generation.finish()).isEqualTo(FinishReason.DEAD_END);
    assertThat(generation.tokens()).hasSize(2);
  }

  @Test
  void comesBackTogetherToWhereAllOfThemCan() {
    TokenConstraint.State all =
        TokenConstraint.all(List.of(rests(2), rests(3))).start(prompt(1, 1));
    List<Integer> places = new ArrayList<>();
    for (int accepted = 1; accepted <= 12; accepted++) {
      all.accept(accepted);
      if (all.rest() != null) {
        places.add(accepted);
      }
    }

    assertThat(places).containsExactly(6, 12);
    TokenConstraint.State rest = all.rest();
    all.accept(13);
    rest.accept(13);
    assertThat(rest.rest()).isNull();
    assertThat(all.rest()).isNull();
  }

  @Test
  void choosesWhereAllOfThemDo() {
    TokenConstraint bound =
        prompt ->
            new Recorded() {
              @Override
              public void restrict(TokenMask next) {}

              @Override
              public boolean chooses() {
                return accepted.size() != 1;
              }
            };
    TokenConstraint.State all = TokenConstraint.all(List.of(even(), bound)).start(prompt(1, 1));
    assertThat(all.chooses()).isTrue();

    all.accept(1);

    assertThat(all.chooses()).isFalse();
  }

  /** A constraint to which a sequence comes back after each so many tokens. */
  private static TokenConstraint rests(int every) {
    return prompt -> new Resting(every, 0);
  }

  private static final class Resting implements TokenConstraint.State {
    private final int every;
    private int accepted;

    Resting(int every, int accepted) {
      this.every = every;
      this.accepted = accepted;
    }

    @Override
    public void restrict(TokenMask next) {}

    @Override
    public void accept(int token) {
      accepted++;
    }

    @Override
    public TokenConstraint.State rest() {
      return accepted % every == 0 ? new Resting(every, accepted) : null;
    }
  }

  private static Generation run(GenerationRequest request) throws Exception {
    ManualDevice device = new ManualDevice();
    try (ContinuousBatch batch = new ContinuousBatch(new EchoDecoder(), limits(2), device)) {
      batch.submit(request);
      return ContinuousBatchTest.run(batch.submit(request), device);
    }
  }

  private abstract static class Recorded implements TokenConstraint.State {
    final List<Integer> accepted = new ArrayList<>();

    @Override
    public void accept(int token) {
      accepted.add(token);
    }
  }

  private static TokenConstraint rising() {
    return prompt ->
        new Recorded() {
          @Override
          public void restrict(TokenMask next) {
            int last = accepted.isEmpty() ? -1 : accepted.get(accepted.size() - 1);
            for (int token = 0; token <= last; token++) {
              next.forbid(token);
            }
          }
        };
  }

  private static TokenConstraint even() {
    BitSet odd = new BitSet();
    IntStream.range(0, EchoDecoder.VOCABULARY).filter(i -> i % 2 == 1).forEach(odd::set);
    return prompt ->
        new Recorded() {
          @Override
          public void restrict(TokenMask next) {
            next.forbid(odd);
          }
        };
  }
}
