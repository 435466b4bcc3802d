package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SharedModelsTest {
  private static final BatchLimits LIMITS = BatchLimits.defaults();

  @Test
  void loadsOnceForAllItsLeases() {
    Loader loader = new Loader("once");

    try (var first = SharedModels.acquire(loader, LIMITS);
        var second = SharedModels.acquire(loader, LIMITS)) {
      assertThat(loader.loaded).hasSize(1);
      assertThat(first.statistics()).isSameAs(second.statistics());
    }
  }

  @Test
  void sharesWhatAutoFindsWithWhoNamesIt() {
    Loader named = new Loader("where:cpu");
    var auto = new AutoLoader(named);

    try (var first = SharedModels.acquire(auto, LIMITS);
        var second = SharedModels.acquire(named, LIMITS)) {
      assertThat(named.loaded).hasSize(1);
      assertThat(first.statistics()).isSameAs(second.statistics());
    }
  }

  @Test
  void closesTheModelWithTheLastLeaseOnly() {
    Loader loader = new Loader("last");
    var first = SharedModels.acquire(loader, LIMITS);
    var second = SharedModels.acquire(loader, LIMITS);

    first.close();
    first.close();

    assertThat(loader.loaded.get(0).closed).isFalse();
    second.close();
    assertThat(loader.loaded.get(0).closed).isTrue();
  }

  @Test
  void loadsAgainAfterTheLastLease() {
    Loader loader = new Loader("again");
    SharedModels.acquire(loader, LIMITS).close();

    SharedModels.acquire(loader, LIMITS).close();

    assertThat(loader.loaded).hasSize(2);
  }

  @Test
  void answersWhatIsInFlightBeforeItCloses() throws Exception {
    Loader loader = new Loader("drain");
    var lease = SharedModels.acquire(loader, LIMITS);
    List<CompletableFuture<InferenceOutcome<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      answers.add(lease.submit("t" + i));
    }

    lease.close();

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
    assertThatThrownBy(() -> lease.submit("late")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void blocksTheCallerWhileTheQueueIsFull() throws Exception {
    Loader loader = new Loader("full");
    loader.gate = new CountDownLatch(1);
    BatchLimits small = new BatchLimits(1, 100, 2, 1, Duration.ZERO);
    try (var lease = SharedModels.acquire(loader, small)) {
      CompletableFuture<Integer> submitted = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 10; i++) {
                    lease.submit("t" + i);
                  }
                  submitted.complete(10);
                } catch (InterruptedException e) {
                  submitted.completeExceptionally(e);
                }
              });
      caller.start();
      while (caller.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(submitted).isNotDone();

      loader.gate.countDown();

      assertThat(submitted.get()).isEqualTo(10);
    }
  }

  @Test
  void loadsTheModelAgainWhenACallHangsAndClosesNeitherDuringACall() throws Exception {
    Loader loader = new Loader("hangs");
    CountDownLatch hangs = new CountDownLatch(1);
    loader.gate = hangs;
    var lease = SharedModels.acquire(loader, LIMITS.withHangAfter(Duration.ofMillis(50)));
    loader.gate = new CountDownLatch(0);

    InferenceOutcome<String> outcome = lease.submit("t").get();

    assertThat(outcome).isEqualTo(new InferenceOutcome.Done<>(EchoModel.IDENTITY, 2, "[t]"));
    assertThat(loader.loaded).hasSize(2);
    lease.close();
    assertThat(loader.loaded).extracting(model -> model.closed).containsExactly(false, true);
    hangs.countDown();
    while (!loader.loaded.get(0).closed) {
      Thread.onSpinWait();
    }
  }

  @Test
  void letsAnAdvertisementInWhereReplaysFillTheirQueue() throws Exception {
    Loader loader = new Loader("full-of-replays");
    loader.gate = new CountDownLatch(1);
    BatchLimits small = new BatchLimits(1, 100, 2, 1, Duration.ZERO);
    try (var lease = SharedModels.acquire(loader, small)) {
      lease.submit("in the engine", Urgency.REPLAY);
      while (loader.gated.get(0).calls().get() == 0) {
        Thread.onSpinWait();
      }
      lease.submit("replay", Urgency.REPLAY);
      lease.submit("replay", Urgency.REPLAY);

      lease.submit("ad", Urgency.ads(null));

      loader.gate.countDown();
    }
    assertThat(loader.loaded.get(0).batches).startsWith(List.of("in the engine"), List.of("ad"));
  }

  @Test
  void rejectsWhatCannotBePreparedWithoutAskingTheModel() throws Exception {
    Loader loader = new Loader("unprepared");
    try (var lease = SharedModels.acquire(loader, LIMITS)) {
      InferenceOutcome<String> outcome = lease.submit("").get();

      assertThat(outcome)
          .isEqualTo(new InferenceOutcome.Rejected<>(EchoModel.IDENTITY, 0, "EMPTY", "no text"));
      assertThat(loader.loaded.get(0).batches).isEmpty();
    }
  }

  @Test
  void rejectsWhatNoBatchHoldsBeforeItQueues() throws Exception {
    Loader loader = new Loader("too-large");
    try (var lease = SharedModels.acquire(loader, new BatchLimits(1, 3, 2, 1, Duration.ZERO))) {
      InferenceOutcome<String> outcome = lease.submit("four").get();

      assertThat(outcome)
          .isEqualTo(
              new InferenceOutcome.Rejected<>(
                  EchoModel.IDENTITY, 0, "TOO_LARGE", "the input takes 4 tokens, a batch holds 3"));
      assertThat(loader.loaded.get(0).batches).isEmpty();
    }
  }

  @Test
  void rejectsAnInputWhosePreparationBreaksAndGoesOn() throws Exception {
    try (var lease = SharedModels.acquire(new Loader("odd"), LIMITS)) {
      InferenceOutcome<String> outcome = lease.submit("odd").get();

      assertThat(outcome)
          .isEqualTo(
              new InferenceOutcome.Rejected<>(
                  EchoModel.IDENTITY,
                  0,
                  "PREPARE_FAILED",
                  "the input could not be prepared:"
                      + " java.lang.IllegalArgumentException: what a text"));
      assertThat(lease.submit("even").get()).isInstanceOf(InferenceOutcome.Done.class);
    }
  }

  @Test
  void letsOthersComeAndGoWhileOneModelIsLoadedAndAnotherDrained() throws Exception {
    Loader slow = new Loader("slow-to-load");
    slow.loadGate = new CountDownLatch(1);
    Loader busy = new Loader("slow-to-close");
    busy.gate = new CountDownLatch(1);
    var draining = SharedModels.acquire(busy, LIMITS);
    draining.submit("t");
    Thread closing = new Thread(draining::close);
    Thread loading = new Thread(() -> SharedModels.acquire(slow, LIMITS).close());
    closing.start();
    loading.start();
    while (closing.getState() != Thread.State.WAITING
        || loading.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    SharedModels.acquire(new Loader("other"), LIMITS).close();

    busy.gate.countDown();
    slow.loadGate.countDown();
    closing.join();
    loading.join();
    assertThat(slow.loaded.get(0).closed).isTrue();
    assertThat(busy.loaded.get(0).closed).isTrue();
  }

  @Test
  void loadsOnceForTwoThatAskAtOnce() throws Exception {
    Loader loader = new Loader("at-once");
    loader.loadGate = new CountDownLatch(1);
    List<CompletableFuture<ModelLease<String, String>>> leases = new ArrayList<>();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<ModelLease<String, String>> lease = new CompletableFuture<>();
      leases.add(lease);
      askers.add(new Thread(() -> lease.complete(SharedModels.acquire(loader, LIMITS))));
    }
    askers.forEach(Thread::start);
    while (askers.stream().anyMatch(each -> each.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }

    loader.loadGate.countDown();

    for (var lease : leases) {
      lease.get();
    }
    leases.forEach(lease -> lease.join().close());
    assertThat(loader.loaded).hasSize(1);
    assertThat(loader.loaded.get(0).closed).isTrue();
  }

  @Test
  void failsAllWhenTheModelCannotBeLoadedAgainInTime() throws Exception {
    Loader loader = new Loader("hangs-twice");
    CountDownLatch hangs = new CountDownLatch(1);
    loader.gate = hangs;
    var lease = SharedModels.acquire(loader, LIMITS.withHangAfter(Duration.ofMillis(20)));
    loader.loadGate = hangs;

    CompletableFuture<InferenceOutcome<String>> outcome = lease.submit("t");

    assertThatThrownBy(outcome::get)
        .hasCauseInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("echo 1 hung and was not loaded again within PT0.2S");
    lease.close();
    hangs.countDown();
    awaitClosed(loader, 2);
  }

  @Test
  void waitsForNoModelThatIsLoadedAgainForNobody() throws Exception {
    Loader loader = new Loader("hangs-for-nobody");
    CountDownLatch hangs = new CountDownLatch(1);
    loader.gate = hangs;
    var lease = SharedModels.acquire(loader, LIMITS.withHangAfter(Duration.ofMillis(50)));
    loader.loadGate = hangs;
    InferenceOutcome<String> outcome = lease.submit("t", Urgency.ads(Duration.ofMillis(60))).get();

    lease.close();

    assertThat(outcome).isInstanceOf(InferenceOutcome.Expired.class);
    hangs.countDown();
    awaitClosed(loader, 2);
  }

  @Test
  void goesOnWhenAModelThatWasGivenUpCannotBeClosed() throws Exception {
    Loader loader = new Loader("hangs-and-breaks");
    CountDownLatch hangs = new CountDownLatch(1);
    loader.gate = hangs;
    try (var lease = SharedModels.acquire(loader, LIMITS.withHangAfter(Duration.ofMillis(50)))) {
      loader.loaded.get(0).breaksWhenClosed = true;
      loader.gate = new CountDownLatch(0);
      lease.submit("t").get();
      hangs.countDown();
      Thread device = loader.gated.get(0).caller().get();
      device.join();

      InferenceOutcome<String> outcome = lease.submit("u").get();

      assertThat(outcome).isInstanceOf(InferenceOutcome.Done.class);
      assertThat(loader.loaded.get(0).closed).isTrue();
    }
  }

  private static void awaitClosed(Loader loader, int models) {
    while (loader.loaded.size() < models
        || !loader.loaded.stream().allMatch(model -> model.closed)) {
      Thread.onSpinWait();
    }
  }

  private record AutoLoader(Loader found) implements ModelLoader<String, String> {
    @Override
    public String key() {
      return "where:auto";
    }

    @Override
    public Loader forSubtask(int subtask) {
      return found;
    }

    @Override
    public LoadedModel<String, ?, String> load() {
      throw new IllegalStateException("not placed");
    }
  }

  private static final class Loader implements ModelLoader<String, String> {
    private final String key;
    private final transient List<EchoModel> loaded = new CopyOnWriteArrayList<>();
    private final transient List<GatedModel> gated = new CopyOnWriteArrayList<>();
    private transient volatile CountDownLatch gate = new CountDownLatch(0);
    private transient volatile CountDownLatch loadGate = new CountDownLatch(0);

    Loader(String key) {
      this.key = key;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public LoadedModel<String, String, String> load() {
      try {
        loadGate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      EchoModel echo = new EchoModel();
      loaded.add(echo);
      GatedModel model = new GatedModel(echo, gate, new AtomicInteger());
      gated.add(model);
      return new LoadedModel<>(EchoModel.IDENTITY, new WholeText(0), model);
    }
  }
}
