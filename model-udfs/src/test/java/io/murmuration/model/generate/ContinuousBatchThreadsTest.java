package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static io.murmuration.model.generate.ContinuousBatchTest.request;
import static io.murmuration.model.generate.EchoDecoder.continuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.DeviceThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuousBatchThreadsTest {
  private static final GenerationLimits LIMITS =
      new GenerationLimits(4, 32, 32, 2, 1 << 16, 3, Duration.ZERO);

  private final EchoDecoder decoder = new EchoDecoder();

  @Test
  void answersManyThreadsThroughAShortQueue() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<Future<int[]>> answers = new ArrayList<>();
    try (ContinuousBatch batch =
        new ContinuousBatch(decoder, LIMITS, DeviceThread.daemon("many"))) {
      for (int i = 0; i < 500; i++) {
        int[] prompt = prompt(1 + i % 40, i);
        answers.add(
            callers.submit(
                () -> batch.submit(request(prompt, 1 + prompt.length % 5)).get().tokens()));
      }
      for (int i = 0; i < answers.size(); i++) {
        int[] prompt = prompt(1 + i % 40, i);
        assertThat(answers.get(i).get()).isEqualTo(continuation(prompt, 1 + prompt.length % 5));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void answersWhatWasSubmittedBeforeItCloses() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, LIMITS, DeviceThread.daemon("closing"));
    Future<Generation> answer = batch.submit(request(prompt(5, 1), 50));

    batch.close();
    batch.close();

    assertThat(answer.get().tokens()).isEqualTo(continuation(prompt(5, 1), 50));
    assertThat(decoder.closed).isTrue();
    assertThatThrownBy(() -> batch.submit(request(prompt(5, 1), 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
  }
}
