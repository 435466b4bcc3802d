package io.murmuration.model.generate;

import static io.murmuration.model.generate.EchoDecoder.continuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.ManualDevice;
import io.murmuration.model.inference.RejectedInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContinuousBatchTest {
  private final EchoDecoder decoder = new EchoDecoder();
  private final ManualDevice device = new ManualDevice();

  @Property(tries = 200)
  void continuesEveryPromptAsIfAlone(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 100) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 5) int slots)
      throws Exception {
    EchoDecoder decoder = new EchoDecoder();
    ManualDevice device = new ManualDevice();
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(slots), device);
    List<int[]> prompts = new ArrayList<>();
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int length : lengths) {
      int[] prompt = prompt(length, answers.size());
      prompts.add(prompt);
      int shared = length % 3 == 0 ? length / 3 : 0;
      answers.add(
          batch.submit(
              new GenerationRequest(
                  prompt, greedy(1 + length % 7), TokenConstraint.ANYTHING, shared)));
      if (length % 4 == 0) {
        device.runReady();
      }
    }

    device.runAll();

    for (int i = 0; i < prompts.size(); i++) {
      assertThat(answers.get(i).get().tokens())
          .isEqualTo(continuation(prompts.get(i), 1 + lengths.get(i) % 7));
    }
    batch.close();
    assertThat(decoder.closed).isTrue();
  }

  @Test
  void sharesPrefillsOfOneLengthAndStepsOfAll() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(4), device);
    batch.submit(request(prompt(9, 1), 3));
    batch.submit(request(prompt(16, 2), 2));
    batch.submit(request(prompt(3, 3), 2));

    device.runAll();

    assertThat(decoder.calls).containsExactly("1x8", "2x16", "3x1", "1x1");
  }

  @Test
  void sharesCallsUntilOneOutgrowsItsCacheAndThenGoesOn() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(2), device);
    CompletableFuture<Generation> longer = batch.submit(request(prompt(30, 1), 60));
    CompletableFuture<Generation> shorter = batch.submit(request(prompt(27, 2), 4));

    device.runAll();

    assertThat(longer.get().tokens()).isEqualTo(continuation(prompt(30, 1), 60));
    assertThat(shorter.get().tokens()).isEqualTo(continuation(prompt(27, 2), 4));
    assertThat(decoder.calls).startsWith("2x32", "2x1", "2x1", "1x1", "1x1").hasSize(60 + 1);
  }

  @Test
  void takesInANewcomerWhenOneLeaves() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(2), device);
    batch.submit(request(prompt(1, 1), 1));
    CompletableFuture<Generation> longer = batch.submit(request(prompt(1, 2), 4));
    CompletableFuture<Generation> third = batch.submit(request(prompt(1, 3), 2));

    device.runAll();

    assertThat(decoder.calls).containsExactly("2x1", "2x1", "2x1", "1x1");
    assertThat(longer.get().tokens()).isEqualTo(continuation(prompt(1, 2), 4));
    assertThat(third.get().tokens()).isEqualTo(continuation(prompt(1, 3), 2));
  }

  @Test
  void computesASharedPrefixOnce() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    int[] prompt = prompt(20, 1);
    for (int i = 0; i < 2; i++) {
      batch.submit(new GenerationRequest(prompt, greedy(1), TokenConstraint.ANYTHING, 17));
      device.runAll();
    }

    assertThat(decoder.calls).containsExactly("1x24", "1x8", "1x8");
    assertThat(batch.statistics().promptTokens()).isEqualTo(17 + 3 + 3);
    assertThat(batch.statistics().reusedTokens()).isEqualTo(17);
    assertThat(batch.statistics().drawnTokens()).isEqualTo(2);
  }

  @Test
  void countsASequenceToItsLastTokenBeforeItIsAnswered() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    CompletableFuture<Long> drawnWhenAnswered =
        batch
            .submit(request(prompt(2, 1), 3))
            .thenApply(generation -> batch.statistics().drawnTokens());

    device.runAll();

    assertThat(drawnWhenAnswered.get()).isEqualTo(3);
  }

  @Test
  void saysHowManyWaitForASlotAndForHowLongTheyDid() throws Exception {
    AtomicLong nanos = new AtomicLong();
    ContinuousBatch batch =
        new ContinuousBatch(
            decoder, limits(2), device, new ManualDevice(), MaskHelper.daemon(1), nanos::get);
    batch.submit(request(prompt(2, 1), 1));
    batch.submit(request(prompt(2, 2), 1));
    int before = batch.statistics().queuedSequences();

    nanos.set(3_000_000);
    device.runAll();

    assertThat(before).isEqualTo(2);
    assertThat(batch.statistics().queuedSequences()).isZero();
    assertThat(batch.statistics().queueWaitMillis()).isEqualTo(3);
    batch.close();
  }

  @Test
  void tellsEachTokenAsItIsDrawn() throws Exception {
    List<Integer> heard = new ArrayList<>();
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    Generation generation = run(batch.submit(request(prompt(2, 1), 5), heard::add));

    assertThat(generation.tokens()).containsExactly(heard.stream().mapToInt(i -> i).toArray());
  }

  @Test
  void endsAtAStopTokenWithoutIt() throws Exception {
    int[] expected = continuation(prompt(4, 1), 5);
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    Sampling sampling = Sampling.greedy(9, Set.of(expected[3]));
    Generation generation = run(batch.submit(new GenerationRequest(prompt(4, 1), sampling)));

    assertThat(generation.finish()).isEqualTo(FinishReason.STOP);
    assertThat(generation.tokens()).containsExactly(expected[0], expected[1], expected[2]);
  }

  @Test
  void endsWhereTheModelsPositionsDo() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    Generation generation = run(batch.submit(request(prompt(EchoDecoder.POSITIONS - 1, 1), 9)));

    assertThat(generation.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(generation.tokens()).hasSize(1);
  }

  @Test
  void refusesWhatCanNeverFit() {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);

    assertThatThrownBy(() -> batch.submit(request(new int[0], 1)))
        .isInstanceOf(RejectedInputException.class)
        .hasMessage("the prompt has no tokens");
    assertThatThrownBy(() -> batch.submit(request(prompt(EchoDecoder.POSITIONS, 1), 1)))
        .isInstanceOf(RejectedInputException.class)
        .hasMessage("the prompt has 128 tokens, the model reads at most 127");
    assertThatThrownBy(() -> batch.submit(request(new int[] {EchoDecoder.VOCABULARY}, 1)))
        .isInstanceOf(RejectedInputException.class)
        .hasMessage("the prompt holds token 101, the model knows 101");
  }

  @Test
  void freesTheSlotOfACancelledSequenceAtTheNextStep() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    List<CompletableFuture<Generation>> first = new ArrayList<>();
    first.add(batch.submit(request(prompt(1, 1), 100), token -> first.get(0).cancel(false)));
    CompletableFuture<Generation> second = batch.submit(request(prompt(1, 2), 1));

    device.runAll();

    assertThat(first.get(0)).isCancelled();
    assertThat(second.get().tokens()).isEqualTo(continuation(prompt(1, 2), 1));
    assertThat(decoder.calls).hasSize(2);
  }

  @Test
  void neverBeginsWhatWasCancelledInTheQueue() throws Exception {
    ContinuousBatch batch = new ContinuousBatch(decoder, limits(1), device);
    batch.submit(request(prompt(1, 1), 1)).cancel(false);

    device.runAll();

    assertThat(decoder.calls).isEmpty();
  }

  static <T> T run(CompletableFuture<T> future, ManualDevice device) throws Exception {
    device.runAll();
    return future.get();
  }

  private Generation run(CompletableFuture<Generation> future) throws Exception {
    return run(future, device);
  }

  static GenerationRequest request(int[] prompt, int tokens) {
    return new GenerationRequest(prompt, greedy(tokens));
  }

  static Sampling greedy(int tokens) {
    return Sampling.greedy(tokens, Set.of());
  }

  static int[] prompt(int length, int kind) {
    return IntStream.range(0, length).map(i -> 1 + (i * 7 + kind * 13) % 90).toArray();
  }

  static GenerationLimits limits(int slots) {
    return new GenerationLimits(slots, 32, 64, 100, 1 << 20, 3, Duration.ofMillis(10));
  }
}
