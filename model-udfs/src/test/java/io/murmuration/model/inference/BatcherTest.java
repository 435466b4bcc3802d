package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final ManualDevice device = new ManualDevice();

  @Test
  void putsWhatQueuesUpWhileTheDeviceIsBusyIntoOneBatch() throws Exception {
    EchoModel model = new EchoModel();
    Batcher<String, String> batcher = batcher(model, limits(8, 1_000));
    submit(batcher, "a", "b", "c");

    device.runReady();

    assertThat(model.batches).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void startsALoneRequestAtOnce() throws Exception {
    EchoModel model = new EchoModel();
    var answer = submit(batcher(model, limits(8, 1_000)), "a").get(0);

    device.runReady();

    assertThat(done(answer)).isEqualTo("[a]");
    assertThat(device.nowNanos()).isZero();
  }

  @Test
  void keepsTheTokenBudget() throws Exception {
    EchoModel model = new EchoModel();
    submit(batcher(model, limits(8, 10)), "aaaa", "bbbb", "cccc");

    device.runReady();

    assertThat(model.batches).containsExactly(List.of("aaaa", "bbbb"), List.of("cccc"));
  }

  @Test
  void neverMixesLengthsAndTakesTheLongestWaitingFirst() throws Exception {
    EchoModel model = new EchoModel();
    submit(batcher(model, limits(8, 1_000)), "aa", "b", "cc", "d");

    device.runReady();

    assertThat(model.batches).containsExactly(List.of("aa", "cc"), List.of("b", "d"));
  }

  @Test
  void rejectsThePoisonousRequestAndAnswersItsBatch() throws Exception {
    var answers = submit(batcher(new EchoModel("x"), limits(8, 1_000)), "a", "x", "c");

    device.runAll();

    assertThat(done(answers.get(0))).isEqualTo("[a]");
    assertThat(done(answers.get(2))).isEqualTo("[c]");
    assertThat(rejected(answers.get(1)).errorKind()).isEqualTo("ENGINE_FAILED");
    assertThat(rejected(answers.get(1)).message()).contains("choked on x");
    assertThat(rejected(answers.get(1)).attempts()).isEqualTo(3);
  }

  @Test
  void triesARequestAgainThatFailedAlone() throws Exception {
    var answer = submit(batcher(new EchoModel().failing("x", 2), limits(8, 99)), "x").get(0);

    device.runAll();

    assertThat(done(answer)).isEqualTo("[x]");
    assertThat(answer.join().attempts()).isEqualTo(3);
  }

  @Test
  void doublesTheBackoffAndHoldsUpNobodyMeanwhile() throws Exception {
    EchoModel model = new EchoModel("x");
    Batcher<String, String> batcher = batcher(model, limits(8, 99));
    AtomicLong rejectedAtNanos = new AtomicLong();
    submit(batcher, "x").get(0).thenRun(() -> rejectedAtNanos.set(device.nowNanos()));
    device.runReady();

    var other = submit(batcher, "a").get(0);
    device.runReady();

    assertThat(done(other)).isEqualTo("[a]");
    device.runAll();
    assertThat(Duration.ofNanos(rejectedAtNanos.get())).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void triesAnUnavailableModelAgainWithTheWholeBatch() throws Exception {
    EchoModel model = new EchoModel();
    model.failNext(new RetryableInferenceException("overloaded", null));
    var answers = submit(batcher(model, limits(8, 99)), "a", "b");

    device.runAll();

    assertThat(answers).extracting(BatcherTest::done).containsExactly("[a]", "[b]");
    assertThat(model.batches).hasSize(2);
  }

  @Test
  void rejectsAnOutputThatMustNotBePublished() throws Exception {
    var answers = submit(batcher(new EchoModel(), limits(8, 99)), "NaN", "abc");

    device.runAll();

    assertThat(rejected(answers.get(0)).errorKind()).isEqualTo("NOT_FINITE");
    assertThat(done(answers.get(1))).isEqualTo("[abc]");
  }

  @Test
  void failsAllWhenTheModelIsBroken() throws Exception {
    EchoModel model = new EchoModel();
    model.failNext(new FatalInferenceException("gone"));
    Batcher<String, String> batcher = batcher(model, limits(1, 99));
    var answers = submit(batcher, "a", "b");

    device.runAll();

    assertThatThrownBy(() -> batcher.admit(Urgency.FEED))
        .isInstanceOf(FatalInferenceException.class);
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThatThrownBy(answer::join).hasCauseInstanceOf(FatalInferenceException.class));
    assertThat(model.batches).hasSize(1);
  }

  @Test
  void treatsAWrongNumberOfOutputsAsBroken() throws Exception {
    Model<String, String> dropsOne =
        new Model<>() {
          @Override
          public List<String> predict(List<String> inputs) {
            return inputs.subList(1, inputs.size());
          }

          @Override
          public void verify(String output) {}

          @Override
          public void close() {}
        };
    var answer = submit(batcher(dropsOne, limits(8, 99)), "a").get(0);

    device.runAll();

    assertThatThrownBy(answer::join).hasMessageContaining("answered 1 inputs with 0 outputs");
  }

  @Test
  void asksForAdsByTheirDeadlinesThenTheFeedThenReplay() throws Exception {
    EchoModel model = new EchoModel();
    Batcher<String, String> batcher = batcher(model, limits(1, 99));
    submit(batcher, Urgency.FEED, "first");
    submit(batcher, Urgency.REPLAY, "replay");
    submit(batcher, Urgency.FEED, "second");
    submit(batcher, Urgency.ads(Duration.ofMillis(80)), "later");
    submit(batcher, Urgency.ads(Duration.ofMillis(40)), "sooner");

    device.runReady();

    assertThat(model.batches)
        .extracting(batch -> batch.get(0))
        .containsExactly("sooner", "later", "first", "second", "replay");
  }

  @Test
  void givesAReplayItsTurnAfterSixteenBatchesOfOthers() throws Exception {
    EchoModel model = new EchoModel();
    Batcher<String, String> batcher = batcher(model, limits(1, 99));
    submit(batcher, Urgency.REPLAY, "replay");
    for (int i = 0; i < 30; i++) {
      submit(batcher, Urgency.FEED, "feed" + i);
    }

    device.runReady();

    assertThat(model.batches.indexOf(List.of("replay"))).isEqualTo(16);
  }

  @Test
  void answersAtItsDeadlineWhatTheDeviceHadNoTimeFor() throws Exception {
    EchoModel model = new EchoModel();
    var answer =
        submit(batcher(model, limits(1, 99)), Urgency.ads(Duration.ofMillis(5)), "late").get(0);

    device.runTimersFirst();

    assertThat(answer.join()).isEqualTo(new InferenceOutcome.Expired<>(EchoModel.IDENTITY, 0));
    assertThat(model.batches).isEmpty();
  }

  @Test
  void answersAtOnceWhoseNextAttemptWouldComeTooLate() throws Exception {
    Batcher<String, String> batcher = batcher(new EchoModel("x"), limits(8, 99));
    var answer = submit(batcher, Urgency.ads(Duration.ofMillis(5)), "x").get(0);

    device.runReady();

    assertThat(answer.join()).isEqualTo(new InferenceOutcome.Expired<>(EchoModel.IDENTITY, 1));
  }

  @Test
  void halvesItsBatchesForAWhileWhenTheDeviceIsOutOfMemory() throws Exception {
    EchoModel model = new EchoModel();
    model.failNext(new DeviceMemoryException("no room", null));
    Batcher<String, String> batcher = batcher(model, limits(8, 8));
    var answers = submit(batcher, "a", "b", "c", "d", "e", "f", "g", "h");
    device.runReady();
    submit(batcher, "i", "j", "k", "l", "m", "n");
    device.runReady();
    device.runAll();

    submit(batcher, "o", "p", "q", "r", "s", "t");
    device.runReady();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().attempts()).isOne());
    assertThat(model.batches).extracting(List::size).containsExactly(8, 4, 4, 4, 2, 6);
  }

  @Test
  void measuresFillAndPadding() throws Exception {
    Batcher<String, String> batcher = batcher(new EchoModel(), limits(4, 99));
    batcher.enqueue(batcher.admit(Urgency.FEED), new Prepared<>("a", 3, 4, null, false));
    batcher.enqueue(batcher.admit(Urgency.FEED), new Prepared<>("b", 4, 4, null, false));

    device.runAll();

    assertThat(batcher.statistics().batchFill()).isEqualTo(0.5);
    assertThat(batcher.statistics().tokens()).isEqualTo(7);
    assertThat(batcher.statistics().paddedTokens()).isEqualTo(8);
  }

  @Test
  void saysHowManyWaitInEachLane() throws Exception {
    Batcher<String, String> batcher = batcher(new EchoModel(), limits(1, 99));
    submit(batcher, Urgency.FEED, "a", "b");
    submit(batcher, Urgency.REPLAY, "c");
    List<Integer> before = queued(batcher);

    device.runAll();

    assertThat(before).containsExactly(0, 2, 1);
    assertThat(queued(batcher)).containsExactly(0, 0, 0);
  }

  private static List<Integer> queued(Batcher<String, String> batcher) {
    return Stream.of(Lane.values()).map(batcher.statistics()::queuedRequests).toList();
  }

  private Batcher<String, String> batcher(Model<String, String> model, BatchLimits limits) {
    return batcher(model, limits, device);
  }

  static Batcher<String, String> batcher(
      Model<String, String> model, BatchLimits limits, ManualDevice device) {
    EngineSource<String, String> source =
        new EngineSource<>() {
          @Override
          public DeviceThread newThread() {
            return device;
          }

          @Override
          public InFlight newInFlight() {
            return InFlight.UNWATCHED;
          }

          @Override
          public Model<String, String> load() {
            throw new FatalInferenceException("no other model");
          }
        };
    return new Batcher<>(EchoModel.IDENTITY, model, limits, source, device, device::nowNanos);
  }

  static Prepared<String> prepared(String text) {
    return new Prepared<>(text, text.length(), text.length(), null, false);
  }

  static BatchLimits limits(int maxItems, int maxTokens) {
    return new BatchLimits(maxItems, maxTokens, 1_000, 3, Duration.ofMillis(10));
  }

  static List<CompletableFuture<InferenceOutcome<String>>> submit(
      Batcher<String, String> batcher, String... texts) throws InterruptedException {
    return submit(batcher, Urgency.FEED, texts);
  }

  static List<CompletableFuture<InferenceOutcome<String>>> submit(
      Batcher<String, String> batcher, Urgency urgency, String... texts)
      throws InterruptedException {
    List<CompletableFuture<InferenceOutcome<String>>> answers = new ArrayList<>();
    for (String text : texts) {
      Request<String, String> request = batcher.admit(urgency);
      batcher.enqueue(request, prepared(text));
      answers.add(request.outcome);
    }
    return answers;
  }

  static String done(CompletableFuture<InferenceOutcome<String>> answer) {
    return ((InferenceOutcome.Done<String>) answer.getNow(null)).output();
  }

  static InferenceOutcome.Rejected<String> rejected(
      CompletableFuture<InferenceOutcome<String>> answer) {
    return (InferenceOutcome.Rejected<String>) answer.getNow(null);
  }
}
