package io.murmuration.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int VOCABULARY = 50;

  private final Sampler sampler = new Sampler(VOCABULARY);

  @Property
  void drawsAmongTheLikeliest(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = VOCABULARY) int topK) {
    float[] logits = logits(seed);
    int token = draw(logits, new Sampling(2, topK, 1, 0, seed, 1, Set.of()));

    assertThat(likelierThan(logits, token)).isLessThan(topK);
  }

  @Property
  void drawsWithinTheNucleus(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 1) double topP) {
    float[] logits = logits(seed);
    int token = draw(logits, new Sampling(1, 0, topP, 0, seed, 1, Set.of()));

    double before =
        IntStream.range(0, VOCABULARY)
            .filter(other -> logits[other] > logits[token])
            .mapToDouble(other -> probability(logits, other))
            .sum();
    assertThat(before).isLessThan(topP);
  }

  @Property
  void drawsWhatIsLikelyEnough(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double minP) {
    float[] logits = logits(seed);
    int token = draw(logits, new Sampling(1, 0, 1, minP, seed, 1, Set.of()));

    int best = draw(logits, Sampling.greedy(1, Set.of()));
    assertThat(probability(logits, token) / probability(logits, best))
        .isGreaterThanOrEqualTo(minP - 1e-9);
  }

  @Property
  void drawsOnlyWhatIsAllowed(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int topK,
      @ForAll @DoubleRange(min = 0.1, max = 1) double topP,
      @ForAll @IntRange(max = 2) int temperature) {
    BitSet allowed = new BitSet();
    new Random(seed).ints(5, 0, VOCABULARY).forEach(allowed::set);
    TokenMask mask = new TokenMask(VOCABULARY);
    mask.retain(allowed);

    int token =
        sampler.draw(
            logits(seed), 0, mask, new Sampling(temperature, topK, topP, 0, seed, 1, Set.of()), 3);

    assertThat(allowed.get(token)).isTrue();
  }

  @Property
  void drawsTheSameForTheSameSeedAndStep(@ForAll long seed, @ForAll @IntRange(max = 99) int step) {
    Sampling sampling = new Sampling(1, 20, 0.9, 0.01, seed, 1, Set.of());
    TokenMask mask = new TokenMask(VOCABULARY);
    int first = sampler.draw(logits(seed), 0, mask, sampling, step);
    sampler.draw(logits(seed + 1), 0, mask, sampling, step + 1);

    assertThat(sampler.draw(logits(seed), 0, mask, sampling, step)).isEqualTo(first);
    assertThat(new Sampler(VOCABULARY).draw(logits(seed), 0, mask, sampling, step))
        .isEqualTo(first);
  }

  @Test
  void drawsAsOftenAsIsLikely() {
    float[] logits = logits(4);
    TokenMask mask = new TokenMask(VOCABULARY);
    int[] drawn = new int[VOCABULARY];
    int draws = 100_000;
    for (int step = 0; step < draws; step++) {
      drawn[sampler.draw(logits, 0, mask, new Sampling(1, 0, 1, 0, 6, 1, Set.of()), step)]++;
    }

    for (int token = 0; token < VOCABULARY; token++) {
      assertThat(drawn[token] / (double) draws)
          .isCloseTo(probability(logits, token), within(0.006));
    }
  }

  @Property
  void knowsTheExponential(@ForAll @DoubleRange(min = -39.9, max = 0) double x) {
    assertThat(Exponential.ofNegative(x) / StrictMath.exp(x)).isCloseTo(1, within(1e-9));
    assertThat(Exponential.ofNegative(x * 1e3 - 40.1)).isZero();
    assertThat(Exponential.ofNegative(0)).isEqualTo(1);
  }

  @Test
  void ordersAsManyAsTheNucleusHas() {
    int vocabulary = 2_000;
    float[] flat = new float[vocabulary];
    Sampling sampling = new Sampling(1, 0, 0.9, 0, 6, 1, Set.of());
    Sampler large = new Sampler(vocabulary);
    TokenMask mask = new TokenMask(vocabulary);

    int[] drawn =
        IntStream.range(0, 2_000).map(i -> large.draw(flat, 0, mask, sampling, i)).toArray();

    assertThat(IntStream.of(drawn)).allMatch(token -> token < 0.9 * vocabulary);
    assertThat(IntStream.of(drawn)).anyMatch(token -> token > 0.85 * vocabulary);
  }

  @Test
  void takesTheLowestOfEqualsAtTemperatureZero() {
    float[] logits = new float[VOCABULARY];
    logits[7] = logits[3] = logits[30] = 2;

    assertThat(draw(logits, Sampling.greedy(1, Set.of()))).isEqualTo(3);
  }

  @Test
  void drawsNothingWhereNothingIsAllowed() {
    TokenMask mask = new TokenMask(VOCABULARY);
    mask.retain(new BitSet());

    assertThat(sampler.draw(logits(1), 0, mask, Sampling.greedy(1, Set.of()), 0))
        .isEqualTo(Sampler.NOTHING);
  }

  private int draw(float[] logits, Sampling sampling) {
    return sampler.draw(logits, 0, new TokenMask(VOCABULARY), sampling, 0);
  }

  private static long likelierThan(float[] logits, int token) {
    return IntStream.range(0, VOCABULARY).filter(other -> logits[other] > logits[token]).count();
  }

  private static double probability(float[] logits, int token) {
    double sum = 0;
    for (float each : logits) {
      sum += Math.exp(each);
    }
    return Math.exp(logits[token]) / sum;
  }

  private static float[] logits(long seed) {
    Random random = new Random(seed);
    float[] logits = new float[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      logits[i] = (float) (2 * random.nextGaussian());
    }
    return logits;
  }
}
