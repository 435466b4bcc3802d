package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.ManualDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** What becomes of sequences whose constraint forbids what they would say. */
class StrainTest {
  private static final int REQUESTS = 40;
  private static final int TOKENS = 8;
  private static final double BEARS_NONE = 0.5;

  /** Of how many tokens are written and what the decoder would say next: whether it must not. */
  private interface Ban extends BiPredicate<Integer, Integer> {}

  private static final Ban HIGH = (written, likeliest) -> likeliest >= 85;

  private final ManualDevice device = new ManualDevice();
  private final ContinuousBatch batch = new ContinuousBatch(new EchoDecoder(), limits(3), device);

  @Test
  void takesBackWhatLedToWhereItCannotSayWhatItWould() throws Exception {
    List<Generation> written = run(HIGH, BEARS_NONE);

    for (int i = 0; i < REQUESTS; i++) {
      int[] tokens = written.get(i).tokens();
      assertThat(tokens).hasSize(TOKENS);
      // Before the first token there is nothing to take back.
      for (int at = 1; at < TOKENS; at++) {
        assertThat(likeliest(prompt(4, i), Arrays.stream(tokens).limit(at).boxed().toList()))
            .isLessThan(85);
      }
    }
    assertThat(batch.statistics().takenBackTokens()).isPositive();
  }

  @Test
  void takesNothingBackWhereItBearsAll() throws Exception {
    List<Generation> written = run(HIGH, 1);

    assertThat(batch.statistics().takenBackTokens()).isZero();
    assertThat(written).allSatisfy(each -> assertThat(each.strain()).isZero());
    assertThat(written).allSatisfy(each -> assertThat(each.tokens()).hasSize(TOKENS));
  }

  @Test
  void bearsInTheEndWhatItCannotAvoid() throws Exception {
    List<Generation> written = run((at, likeliest) -> at % 2 == 1, BEARS_NONE);

    assertThat(written)
        .allSatisfy(each -> assertThat(each.finish()).isEqualTo(FinishReason.LENGTH));
  }

  @Test
  void saysHowMuchItHadToBear() throws Exception {
    List<Generation> forced = run((at, likeliest) -> at % 2 == 1, BEARS_NONE);
    List<Generation> free = run((at, likeliest) -> false, BEARS_NONE);

    assertThat(forced).allSatisfy(each -> assertThat(each.strain()).isGreaterThan(BEARS_NONE));
    assertThat(free).allSatisfy(each -> assertThat(each.strain()).isZero());
  }

  @Test
  void takesBackTheSameAloneAndInCompany() throws Exception {
    List<Generation> together = run(HIGH, BEARS_NONE);

    for (int i = 0; i < REQUESTS; i++) {
      Generation alone =
          ContinuousBatchTest.run(batch.submit(request(i, HIGH, BEARS_NONE)), device);
      assertThat(alone.tokens()).isEqualTo(together.get(i).tokens());
    }
  }

  @Test
  void takesNothingBackThatWasHeard() {
    assertThatThrownBy(() -> batch.submit(request(1, HIGH, BEARS_NONE), token -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be taken back");
  }

  private List<Generation> run(Ban ban, double mostStrain) throws Exception {
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(batch.submit(request(i, ban, mostStrain)));
    }
    device.runAll();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static GenerationRequest request(int number, Ban ban, double mostStrain) {
    Sampling sampling = new Sampling(1, 0, 1, 0, number, TOKENS, Set.of());
    TokenConstraint pairs = prompt -> new Pairs(prompt, List.of(), ban);
    return new GenerationRequest(prompt(4, number), sampling, pairs, 0, mostStrain);
  }

  /** What the decoder would say next. */
  private static int likeliest(int[] prompt, List<Integer> written) {
    int sum = Arrays.stream(prompt).sum() + written.stream().mapToInt(i -> i).sum();
    return sum % EchoDecoder.VOCABULARY;
  }

  /** Every other token is a place to rest. */
  private static final class Pairs implements TokenConstraint.State {
    private final int[] prompt;
    private final List<Integer> written;
    private final Ban ban;

    Pairs(int[] prompt, List<Integer> written, Ban ban) {
      this.prompt = prompt;
      this.written = new ArrayList<>(written);
      this.ban = ban;
    }

    @Override
    public void restrict(TokenMask next) {
      int likeliest = likeliest(prompt, written);
      if (ban.test(written.size(), likeliest)) {
        next.forbid(likeliest);
      }
    }

    @Override
    public void accept(int token) {
      written.add(token);
    }

    @Override
    public TokenConstraint.State rest() {
      return written.size() % 2 == 0 ? new Pairs(prompt, written, ban) : null;
    }
  }
}
