package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.model.generate.DecoderStep;
import io.murmuration.model.generate.RowDriver;
import io.murmuration.model.generate.weights.DecoderWeights;
import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.generate.weights.RandomWeights;
import io.murmuration.model.generate.weights.ReferenceDecoder;
import io.murmuration.model.generate.weights.RopePairing;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDecoderTest {
  private static final int VOCABULARY = 97;

  @ParameterizedTest
  @CsvSource({
    "4, 4, 16, true, INTERLEAVED",
    "4, 2, 16, false, INTERLEAVED",
    "6, 1, 8, true, HALVES",
    "4, 2, 20, false, HALVES",
  })
  void agreesWithPlainLoops(
      int heads, int kvHeads, int headDim, boolean tied, RopePairing pairing) {
    LlamaConfig config =
        new LlamaConfig(
            3, 48, heads, kvHeads, headDim, 100, VOCABULARY, 64, 10_000, 1e-5, tied, pairing);
    DecoderWeights weights = RandomWeights.of(config, heads);
    ReferenceDecoder reference = new ReferenceDecoder(weights);
    int[] text = text(new Random(3), 21);
    try (DecoderStep decoder = new DecoderLoader(1).step(weights)) {
      RowDriver rows = new RowDriver(decoder, 2, 32, 0);

      requireClose(rows.feed(16, head(text, 0, 11), head(text, 5, 16))[0], reference, text, 0, 11);
      float[][] second = rows.feed(8, head(text, 11, 17), head(text, 16, 18));
      requireClose(second[0], reference, text, 0, 17);
      requireClose(second[1], reference, text, 5, 18);
      for (int end = 18; end <= 20; end++) {
        float[][] step = rows.feed(1, head(text, end - 1, end), head(text, end, end + 1));
        requireClose(step[0], reference, text, 0, end);
        requireClose(step[1], reference, text, 5, end + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void givesARowTheSameBitsAloneAndInAnyCompanyAndSlot(int threads) {
    LlamaConfig config =
        new LlamaConfig(2, 320, 5, 1, 64, 864, 1_000, 512, 10_000, 1e-5, true, RopePairing.HALVES);
    int[] text = text(new Random(5), 40);
    try (DecoderStep decoder = new DecoderLoader(threads).step(RandomWeights.of(config, 9))) {
      for (int cacheLength : new int[] {64, 512}) {
        float[][] alone = decode(decoder, text, cacheLength, 1, 0, 0);
        for (int rows : new int[] {2, 3, 5, 16}) {
          for (int place : new int[] {0, rows - 1}) {
            assertThat(decode(decoder, text, cacheLength, rows, place, 16 - rows))
                .as("%d rows, place %d, cache %d", rows, place, cacheLength)
                .isDeepEqualTo(alone);
          }
        }
      }
    }
  }

  /** The logits of one row among others: a prompt of 33 tokens by two calls, then steps. */
  private static float[][] decode(
      DecoderStep decoder, int[] text, int cacheLength, int rows, int place, int firstSlot) {
    Random random = new Random(rows);
    RowDriver driver = new RowDriver(decoder, 16, cacheLength, firstSlot);
    float[][] logits = new float[text.length][];
    int[][] input = new int[rows][];
    for (int from = 0; from < text.length; ) {
      int count = from == 0 ? 27 : from == 27 ? 6 : 1;
      for (int row = 0; row < rows; row++) {
        input[row] = text(random, count == 1 ? 1 : 1 + random.nextInt(count));
      }
      input[place] = head(text, from, from + count);
      logits[from] = driver.feed(count == 1 ? 1 : (count + 7) / 8 * 8, input)[place];
      from += count;
    }
    return logits;
  }

  private static void requireClose(
      float[] logits, ReferenceDecoder reference, int[] text, int from, int to) {
    double[] expected = reference.logits(head(text, from, to));
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) logits[i]).isCloseTo(expected[i], within(1e-4));
    }
  }

  private static int[] head(int[] text, int from, int to) {
    return Arrays.copyOfRange(text, from, to);
  }

  private static int[] text(Random random, int count) {
    return random.ints(count, 0, VOCABULARY).toArray();
  }
}
