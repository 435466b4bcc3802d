package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static io.murmuration.model.generate.ContinuousBatchTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.ManualDevice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopTextsTest {
  private static final int TOKENS = 20;

  /** Each token is its number between brackets. */
  private static final byte[][] BYTES =
      IntStream.range(0, EchoDecoder.VOCABULARY)
          .mapToObj(token -> ("<" + token + ">").getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  @Test
  void endsWhereTheTextHoldsAStopTextThatReachesFromOneTokenIntoTheNext() throws Exception {
    int[] free = run(request(prompt(4, 1), TOKENS)).tokens();
    String stop = free[6] + "><" + free[7];
    StopTexts stops = new StopTexts(BYTES, List.of("never", stop));

    Generation stopped =
        run(
            new GenerationRequest(
                prompt(4, 1),
                Sampling.greedy(TOKENS, Set.of()),
                TokenConstraint.all(List.of(TokenConstraint.ANYTHING, stops))));

    assertThat(stopped.finish()).isEqualTo(FinishReason.STOP);
    assertThat(stopped.tokens()).isEqualTo(Arrays.copyOf(free, 8));
    assertThat(stops.before(text(stopped.tokens()))).isEqualTo(text(Arrays.copyOf(free, 6)) + "<");
  }

  @Test
  void leavesATextAloneThatHoldsNone() {
    assertThat(new StopTexts(BYTES, List.of("\n", "é")).before("a cafe")).isEqualTo("a cafe");
  }

  @Test
  void takesNoEmptyStopText() {
    assertThatThrownBy(() -> new StopTexts(BYTES, List.of("a", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stop texts must not be empty: [a, ]");
  }

  private static String text(int[] tokens) {
    return Arrays.stream(tokens)
        .mapToObj(token -> new String(BYTES[token], StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  private static Generation run(GenerationRequest request) throws Exception {
    ManualDevice device = new ManualDevice();
    try (ContinuousBatch batch = new ContinuousBatch(new EchoDecoder(), limits(2), device)) {
      return ContinuousBatchTest.run(batch.submit(request), device);
    }
  }
}
