package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static io.murmuration.model.generate.ContinuousBatchTest.request;
import static io.murmuration.model.generate.EchoDecoder.continuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.DeviceMemoryException;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ManualDevice;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ContinuousBatchFatesTest {
  private final EchoDecoder decoder = new EchoDecoder();
  private final ManualDevice device = new ManualDevice();
  private final ContinuousBatch batch = new ContinuousBatch(decoder, limits(8), device);

  @Test
  void refusesTheGuiltySequenceAlone() throws Exception {
    decoder.poison = 99;
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int kind = 0; kind < 7; kind++) {
      int[] prompt = kind == 3 ? new int[] {1, 99} : new int[] {1, kind};
      answers.add(batch.submit(request(prompt, 3)));
    }

    device.runAll();

    assertRejected(answers.remove(3), "ENGINE_FAILED", "choked on 99");
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(answers.get(3).get().tokens()).isEqualTo(continuation(new int[] {1, 4}, 3));
  }

  @Test
  void triesAgainWhereTheEngineWasAway() throws Exception {
    decoder.unavailable = 2;
    CompletableFuture<Generation> answer = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertThat(answer.get().tokens()).isEqualTo(continuation(prompt(5, 1), 4));
    assertThat(device.nowNanos()).isEqualTo(30_000_000);
  }

  @Test
  void refusesAfterTheLastAttempt() throws Exception {
    decoder.unavailable = 3;
    CompletableFuture<Generation> answer = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertRejected(answer, "UNAVAILABLE", "busy");
  }

  @Test
  void refusesWhatIsNotFiniteAndLeavesTheSlotClean() throws Exception {
    decoder.notFinite = 98;
    CompletableFuture<Generation> bad = batch.submit(request(new int[] {98}, 4));
    CompletableFuture<Generation> good = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertRejected(bad, "NOT_FINITE", "the logits after 1 tokens hold NaN");
    assertThat(good.get().tokens()).isEqualTo(continuation(prompt(5, 1), 4));
  }

  @Test
  void countsWhatItRefusesBeforeItSaysSo() throws Exception {
    decoder.notFinite = 98;
    decoder.poison = 99;
    List<CompletableFuture<Long>> refusedWhenTold = new ArrayList<>();
    for (int guilty : new int[] {98, 99}) {
      refusedWhenTold.add(
          batch
              .submit(request(new int[] {guilty}, 4))
              .handle((generation, failure) -> batch.statistics().refused()));
      device.runAll();
    }

    assertThat(refusedWhenTold).extracting(CompletableFuture::join).containsExactly(1L, 2L);
  }

  @Test
  void refusesTheSequencesForWhoseCacheThereIsNoRoomAndNoOthers() throws Exception {
    decoder.room = 32;
    CompletableFuture<Generation> tooLong = batch.submit(request(prompt(40, 1), 4));
    CompletableFuture<Generation> growsTooLong = batch.submit(request(prompt(30, 1), 4));
    CompletableFuture<Generation> good = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertRejected(tooLong, "OUT_OF_MEMORY", "no room for 64");
    assertRejected(growsTooLong, "OUT_OF_MEMORY", "no room for 64");
    assertThat(good.get().tokens()).isEqualTo(continuation(prompt(5, 1), 4));
    assertThat(batch.statistics().refused()).isEqualTo(2);
  }

  @Test
  void refusesASequenceForWhoseStepThereIsNoRoom() throws Exception {
    decoder.failure = new DeviceMemoryException("no room", null);
    CompletableFuture<Generation> answer = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertRejected(answer, "OUT_OF_MEMORY", "no room");
  }

  @Test
  void refusesASequenceWhoseConstraintFails() throws Exception {
    TokenConstraint broken =
        prompt -> {
          throw new IllegalStateException("no such form");
        };
    CompletableFuture<Generation> bad =
        batch.submit(new GenerationRequest(prompt(5, 1), ContinuousBatchTest.greedy(2), broken));
    CompletableFuture<Generation> good = batch.submit(request(prompt(5, 1), 4));

    device.runAll();

    assertRejected(bad, "CALLER_FAILED", "no such form");
    assertThat(good).isCompleted();
  }

  @Test
  void failsAllForGoodWhenTheContractIsBroken() throws Exception {
    CompletableFuture<Generation> answer = batch.submit(request(prompt(5, 1), 4));
    decoder.failure = new FatalInferenceException("no such graph");

    device.runAll();

    assertThatThrownBy(answer::get).hasCauseInstanceOf(FatalInferenceException.class);
    assertThatThrownBy(() -> batch.submit(request(prompt(5, 1), 4)).get())
        .hasCauseInstanceOf(FatalInferenceException.class);
    batch.close();
    assertThat(decoder.closed).isTrue();
  }

  private static void assertRejected(
      CompletableFuture<Generation> answer, String kind, String message) {
    assertThatThrownBy(answer::get)
        .cause()
        .isInstanceOfSatisfying(
            RejectedInputException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }
}
