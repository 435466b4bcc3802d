package io.murmuration.cli.bench.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KneserNeyTest {
  private static final int VOCABULARY = 8;

  @Test
  void givesProbabilitiesThatSumToOneAfterAnyContext() {
    KneserNey model = trained(new int[] {0, 1, 2, 3, 1, 2, 4}, new int[] {0, 1, 2, 3, 5});

    for (int[] context : new int[][] {{0}, {0, 1, 2}, {0, 5, 5}, {0, 3, 1, 2}}) {
      double sum = 0;
      for (int token = 0; token < VOCABULARY; token++) {
        sum += Math.exp(model.logProbability(with(context, token)) - before(model, context));
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void prefersWhatFollowedBefore() {
    KneserNey model = trained(new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3}, new int[] {0, 4, 5});

    assertThat(model.logProbability(new int[] {0, 1, 2, 3}))
        .isGreaterThan(model.logProbability(new int[] {0, 1, 2, 5}));
  }

  /** "Francisco" is frequent and follows one word alone (the paper's example). */
  @Test
  void countsBeforeHowManyATokenStandsNotHowOften() {
    int francisco = 1;
    int rare = 2;
    KneserNey model =
        trained(
            new int[] {0, 3, francisco, 3, francisco, 3, francisco, 3, francisco},
            new int[] {0, 4, rare, 5, rare});

    int neverSeen = 6;
    assertThat(model.logProbability(new int[] {neverSeen, francisco}))
        .isLessThan(model.logProbability(new int[] {neverSeen, rare}));
  }

  private static KneserNey trained(int[]... texts) {
    KneserNey model = new KneserNey(5, VOCABULARY, 100);
    for (int[] text : texts) {
      model.add(text);
    }
    model.close();
    return model;
  }

  private static double before(KneserNey model, int[] context) {
    return model.logProbability(context);
  }

  private static int[] with(int[] context, int token) {
    int[] longer = Arrays.copyOf(context, context.length + 1);
    longer[context.length] = token;
    return longer;
  }
}
