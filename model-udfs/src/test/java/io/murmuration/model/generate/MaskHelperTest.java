package io.murmuration.model.generate;

import static io.murmuration.model.generate.ContinuousBatchTest.greedy;
import static io.murmuration.model.generate.ContinuousBatchTest.limits;
import static io.murmuration.model.generate.ContinuousBatchTest.prompt;
import static io.murmuration.model.generate.ContinuousBatchTest.request;
import static io.murmuration.model.generate.EchoDecoder.continuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.inference.ManualDevice;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MaskHelperTest {
  private static final Executor NEVER = task -> {};

  @Property(tries = 50)
  void drawsTheSameWhoeverMakesTheMasks(
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 5) int slots)
      throws Exception {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    Queue<Runnable> steps = new ArrayDeque<>();
    // Tasks that come when their step is long over.
    Executor late =
        task -> {
          steps.add(task);
          if (steps.size() > 2) {
            steps.remove().run();
          }
        };
    List<int[]> alone = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      alone.addAll(decode(lengths.subList(i, i + 1), i, 1, NEVER));
    }

    for (Executor helper : List.of(NEVER, Runnable::run, late, beside)) {
      assertThat(decode(lengths, 0, slots, helper).toArray(int[][]::new))
          .isDeepEqualTo(alone.toArray(int[][]::new));
    }
    beside.shutdown();
  }

  @Test
  void refusesTheSequenceAloneWhoseConstraintFailsBesideTheNetwork() throws Exception {
    ManualDevice device = new ManualDevice();
    ContinuousBatch batch = batch(new EchoDecoder(), 4, device, Runnable::run);
    TokenConstraint failsLater =
        start ->
            new Written() {
              @Override
              public void restrict(TokenMask next) {
                if (tokens.size() == 2) {
                  throw new IllegalStateException("lost");
                }
              }
            };
    List<CompletableFuture<Generation>> good = new ArrayList<>();
    good.add(batch.submit(request(prompt(5, 1), 4)));
    CompletableFuture<Generation> bad =
        batch.submit(new GenerationRequest(prompt(5, 2), greedy(4), failsLater));
    good.add(batch.submit(request(prompt(5, 3), 4)));

    device.runAll();

    assertThat(good.get(0).get().tokens()).isEqualTo(continuation(prompt(5, 1), 4));
    assertThat(good.get(1).get().tokens()).isEqualTo(continuation(prompt(5, 3), 4));
    assertThatThrownBy(bad::get)
        .cause()
        .isInstanceOfSatisfying(
            RejectedInputException.class, e -> assertThat(e.kind()).isEqualTo("CALLER_FAILED"))
        .hasMessageContaining("lost");
    assertThat(batch.statistics().refused()).isEqualTo(1);
  }

  @Test
  void trustsNothingAfterAnErrorBesideTheNetwork() throws Exception {
    ManualDevice device = new ManualDevice();
    ContinuousBatch batch = batch(new EchoDecoder(), 1, device, Runnable::run);
    TokenConstraint overflows =
        start -> {
          throw new StackOverflowError("too deep");
        };
    CompletableFuture<Generation> answer =
        batch.submit(new GenerationRequest(prompt(5, 1), greedy(4), overflows));

    device.runAll();

    assertThatThrownBy(answer::get).hasMessageContaining("too deep");
  }

  @Test
  @Timeout(60)
  void makesMasksWhileTheNetworkRuns() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    ManualDevice device = new ManualDevice();
    // Its only call ends when the mask is there.
    DecoderStep waiting = new Waiting(made);
    try (MaskHelper helper = MaskHelper.daemon(2)) {
      ContinuousBatch batch =
          new ContinuousBatch(waiting, limits(1), device, new ManualDevice(), helper);
      List<Thread> makers = new ArrayList<>();
      CompletableFuture<Generation> answer =
          batch.submit(new GenerationRequest(prompt(5, 1), greedy(1), noting(makers, made)));

      device.runAll();

      assertThat(answer.get().tokens()).isEqualTo(continuation(prompt(5, 1), 1));
      assertThat(makers)
          .hasSize(1)
          .allMatch(Thread::isDaemon)
          .doesNotContain(Thread.currentThread());
    }
  }

  @Test
  void makesNoThreadWhereThereIsOneCore() throws Exception {
    ManualDevice device = new ManualDevice();
    ContinuousBatch batch =
        new ContinuousBatch(
            new EchoDecoder(), limits(1), device, new ManualDevice(), MaskHelper.daemon(1));
    List<Thread> makers = new ArrayList<>();
    batch.submit(
        new GenerationRequest(prompt(5, 1), greedy(3), noting(makers, new CountDownLatch(3))));

    device.runAll();

    assertThat(makers).hasSize(3).containsOnly(Thread.currentThread());
  }

  private static ContinuousBatch batch(
      DecoderStep decoder, int slots, ManualDevice device, Executor helper) {
    return new ContinuousBatch(
        decoder, limits(slots), device, new ManualDevice(), new MaskHelper(helper));
  }

  /**
   * @param first the seed of the first; each further one has the next
   */
  private static List<int[]> decode(List<Integer> lengths, int first, int slots, Executor helper)
      throws Exception {
    ManualDevice device = new ManualDevice();
    ContinuousBatch batch = batch(new EchoDecoder(), slots, device, helper);
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int length : lengths) {
      int seed = first + answers.size();
      Sampling sampling = new Sampling(2, 0, 0.9, 0, seed, 1 + length % 7, Set.of());
      answers.add(
          batch.submit(new GenerationRequest(prompt(length, seed), sampling, neverTwice())));
    }
    device.runAll();
    List<int[]> written = new ArrayList<>();
    for (CompletableFuture<Generation> answer : answers) {
      written.add(answer.get().tokens());
    }
    return written;
  }

  private abstract static class Written implements TokenConstraint.State {
    final List<Integer> tokens = new ArrayList<>();

    @Override
    public void accept(int token) {
      tokens.add(token);
    }
  }

  private static TokenConstraint neverTwice() {
    return start ->
        new Written() {
          @Override
          public void restrict(TokenMask next) {
            tokens.forEach(next::forbid);
          }
        };
  }

  private static TokenConstraint noting(List<Thread> makers, CountDownLatch made) {
    return start ->
        new Written() {
          @Override
          public void restrict(TokenMask next) {
            makers.add(Thread.currentThread());
            made.countDown();
          }
        };
  }

  private record Waiting(EchoDecoder decoder, CountDownLatch made) implements DecoderStep {
    Waiting(CountDownLatch made) {
      this(new EchoDecoder(), made);
    }

    @Override
    public LlamaConfig config() {
      return decoder.config();
    }

    @Override
    public StepOutput run(StepInput input) {
      try {
        made.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return decoder.run(input);
    }

    @Override
    public void close() {
      decoder.close();
    }
  }
}
