package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.greedy;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.ManualDevice;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  private static final int PREFIX = 10;
  private static final int BYTES_A_TOKEN = 4 * 2 * Float.BYTES;

  private final ManualDevice device = new ManualDevice();

  @Test
  void forgetsWhatWasLeastRecentlyUsed() throws Exception {
    ContinuousBatch batch = batch(2 * PREFIX * BYTES_A_TOKEN);

    assertReused(batch, 1, 0);
    assertReused(batch, 2, 0);
    assertReused(batch, 1, PREFIX);
    assertReused(batch, 3, 0);
    assertReused(batch, 1, PREFIX);
    assertReused(batch, 2, 0);
  }

  @Test
  void keepsNothingThatIsLargerThanItsRoom() throws Exception {
    ContinuousBatch batch = batch(PREFIX * BYTES_A_TOKEN - 1);

    assertReused(batch, 1, 0);
    assertReused(batch, 1, 0);
  }

  private void assertReused(ContinuousBatch batch, int kind, int tokens) throws Exception {
    long before = batch.statistics().reusedTokens();
    int[] prompt = Arrays.copyOf(prompt(PREFIX, kind), PREFIX + 3);
    batch.submit(new GenerationRequest(prompt, greedy(2), TokenConstraint.ANYTHING, PREFIX));
    device.runAll();

    assertThat(batch.statistics().reusedTokens() - before).isEqualTo(tokens);
  }

  private ContinuousBatch batch(long bytes) {
    return new ContinuousBatch(
        new EchoDecoder(), new GenerationLimits(2, 32, 64, 9, bytes, 1, Duration.ZERO), device);
  }
}
