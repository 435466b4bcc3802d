package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static io.murmuration.model.generate.ContinuousBatchTest.request;
import static io.murmuration.model.generate.EchoDecoder.continuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.DeviceThread;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ManualDevice;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuousBatchHangsTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final EchoDecoder decoder = new EchoDecoder();

  @Test
  void failsWhatWasAskedAndRefusesWhatComesWhenAStepHangs() throws Exception {
    decoder.gate = gate;
    ContinuousBatch batch = hanging();
    CompletableFuture<Generation> under = batch.submit(request(prompt(5, 1), 4));
    CompletableFuture<Generation> queued = batch.submit(request(prompt(5, 2), 4));

    assertThatThrownBy(under::get)
        .hasCauseInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("did not come back from a step within PT0.05S");
    assertThatThrownBy(queued::get).hasCauseInstanceOf(FatalInferenceException.class);
    assertThatThrownBy(() -> batch.submit(request(prompt(5, 3), 4)).get())
        .hasCauseInstanceOf(FatalInferenceException.class);
    gate.countDown();
  }

  @Test
  void waitsForNoHangingStepWhenItClosesAndClosesNoDecoderDuringOne() throws Exception {
    decoder.gate = gate;
    ContinuousBatch batch = hanging();
    batch.submit(request(prompt(5, 1), 4));

    batch.close();

    assertThat(decoder.closed).isFalse();
    gate.countDown();
    while (!decoder.closed) {
      Thread.onSpinWait();
    }
  }

  @Test
  void takesNoBatchForHungWhoseStepsComeBack() throws Exception {
    ManualDevice device = new ManualDevice();
    ManualDevice timer = new ManualDevice();
    GenerationLimits limits = limits(1).withHangAfter(Duration.ofSeconds(1));
    ContinuousBatch batch =
        new ContinuousBatch(decoder, limits, device, timer, MaskHelper.daemon(1));
    CompletableFuture<Generation> answer = batch.submit(request(prompt(5, 1), 40));
    for (int i = 0; i < 20; i++) {
      device.run(1);
      timer.runFor(Duration.ofSeconds(1));
    }

    device.runAll();

    assertThat(answer.get().tokens()).isEqualTo(continuation(prompt(5, 1), 40));
  }

  private ContinuousBatch hanging() {
    return new ContinuousBatch(
        decoder,
        limits(1).withHangAfter(Duration.ofMillis(50)),
        DeviceThread.daemon("hanging"),
        DeviceThread.daemon("timer-hanging"),
        MaskHelper.daemon(1));
  }
}
