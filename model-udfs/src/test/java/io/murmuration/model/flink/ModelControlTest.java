package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static io.murmuration.model.flink.UpperCaseVersions.versions;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelDecision;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RevisionLoader;
import io.murmuration.model.lifecycle.TrialRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelControlTest {
  private static final Duration AHEAD = Duration.ofMillis(100);
  private static final BatchLimits LIMITS = BatchLimits.defaults();
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private long now;

  @Test
  void letsANewModelServeFromAStampAheadOfAllRecords() throws Exception {
    try (var control = control(UpperCaseVersions::load)) {
      control.open();
      control.processElement2(new NewestStamp("upper", 5_000), 0);
      control.processElement2(new NewestStamp("upper", 4_000), 0);

      order(control, 7, ModelRole.ACTIVE, "2", false);

      ModelRouting routing = awaitRoutings(control, 1).get(0);
      assertThat(routing.active()).isEqualTo(revision("2"));
      assertThat(routing.fromMillis()).isEqualTo(5_100);
      assertThat(decisions(control))
          .extracting(ModelDecision::outcome)
          .containsExactly(ModelDecision.Outcome.SERVING, ModelDecision.Outcome.SERVING);
      assertThat(decisions(control).get(1).previous()).isEqualTo(revision("shipped"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "damaged, its file has another sha256",
    "short, its output is too short",
    "not-a-number, NOT_FINITE"
  })
  void refusesABadModelAndLeavesTheOldOneServing(String version, String why) throws Exception {
    try (var control = control(UpperCaseVersions::load)) {
      control.open();
      order(control, 0, ModelRole.ACTIVE, version, false);
      order(control, 1, ModelRole.ACTIVE, "2", false);

      List<ModelRouting> routings = awaitRoutings(control, 1);

      assertThat(routings).extracting(ModelRouting::active).containsExactly(revision("2"));
      ModelDecision refused = decisions(control).get(1);
      assertThat(refused.outcome()).isEqualTo(ModelDecision.Outcome.REFUSED);
      assertThat(refused.message()).isEqualTo(why);
      assertThat(decisions(control).get(2).previous()).isEqualTo(revision("shipped"));
    }
  }

  @Test
  void endsACanaryThatBecomesTheActiveModel() throws Exception {
    try (var control = control(UpperCaseVersions::load)) {
      control.open();
      order(control, 0, ModelRole.CANARY, "2", false);
      order(control, 1, ModelRole.ACTIVE, "2", false);
      order(control, 2, ModelRole.CANARY, "2", true);

      List<ModelRouting> routings = awaitRoutings(control, 2);

      assertThat(routings.get(0).canary()).isEqualTo(revision("2"));
      assertThat(routings.get(1).canary()).isNull();
      assertThat(routings.get(1).active()).isEqualTo(revision("2"));
      assertThat(decisions(control).get(3).message()).isEqualTo("no canary of it runs any more");
    }
  }

  @Test
  void beginsAnewAfterARestoreWithWhatWasNotDecided() throws Exception {
    OperatorSubtaskState state;
    CountDownLatch stuck = new CountDownLatch(1);
    try (var before = control(revision -> awaiting(stuck))) {
      before.open();
      before.processElement2(new NewestStamp("upper", 5_000), 0);
      order(before, 0, ModelRole.ACTIVE, "2", false);
      state = before.snapshot(1, 1);
      assertThat(before.extractOutputValues()).isEmpty();
    } finally {
      stuck.countDown();
    }

    try (var after = control(UpperCaseVersions::load)) {
      after.initializeState(state);
      after.open();

      ModelRouting routing = awaitRoutings(after, 1).get(0);

      assertThat(routing.active()).isEqualTo(revision("2"));
      assertThat(routing.fromMillis()).isEqualTo(5_100);
    }
  }

  @Test
  void carriesOneOperatorsOrdersOutWhileAnothersModelStillLoads() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    var slow = new ModelVersions<>(named("slow"), each -> awaiting(stuck), LIMITS, null);
    var quick = new ModelVersions<>(named("quick"), UpperCaseVersions::load, LIMITS, null);
    try (var control =
        control(List.of(ManagedModel.compared(slow), ManagedModel.compared(quick)))) {
      control.open();
      control.processElement2(new NewestStamp("slow", 9_000), 0);
      control.processElement2(new NewestStamp("quick", 5_000), 0);

      order(control, 0, "slow", ModelRole.ACTIVE, "2", false);
      order(control, 1, "quick", ModelRole.ACTIVE, "damaged", false);
      order(control, 2, "quick", ModelRole.ACTIVE, "2", false);
      while (control.extractOutputValues().isEmpty()) {
        control.setProcessingTime(now += 20);
      }

      assertThat(control.extractOutputValues())
          .singleElement()
          .satisfies(routing -> assertThat(routing.operator()).isEqualTo("quick"))
          .satisfies(routing -> assertThat(routing.fromMillis()).isEqualTo(5_100));
      assertThat(decisions(control))
          .extracting(each -> each.order().operator() + " " + each.outcome())
          .containsExactly("slow SERVING", "quick SERVING", "quick REFUSED", "quick SERVING");
    } finally {
      stuck.countDown();
    }
  }

  @Test
  void refusesWhatWouldCompareAModelThatIsComparedByNobodyBeforeItIsLoaded() throws Exception {
    double no = Double.POSITIVE_INFINITY;
    ManagedModel model =
        new ManagedModel(versions(each -> awaiting(new CountDownLatch(1))), "replay it instead");
    try (var control = control(List.of(model))) {
      control.open();

      order(control, 0, ModelRole.SHADOW, "2", false);
      order(control, 1, ModelRole.CANARY, "3", new TrialRule(no, no, 0.1, 10));

      assertThat(decisions(control))
          .extracting(ModelDecision::message)
          .containsExactly(null, "replay it instead", "replay it instead");
      assertThat(control.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void saysWhatIsShippedBeforeItDecidesAnOrderThatComesBeforeAllRecords() throws Exception {
    try (var control = control(UpperCaseVersions::load)) {
      control.open();
      order(control, 0, ModelRole.CANARY, "2", false);
      awaitRoutings(control, 1);

      control.processElement2(new NewestStamp("upper", 5_000), 0);

      assertThat(decisions(control))
          .extracting(each -> each.order().offset() + " " + each.order().revision().version())
          .containsExactly("-1 shipped", "0 2");
    }
  }

  @Test
  void refusesALimitOnLatencyWhereNoOtherModelServes() throws Exception {
    double no = Double.POSITIVE_INFINITY;
    try (var control = control(UpperCaseVersions::load)) {
      control.open();

      control.processElement1(
          new ModelOrder(
              0,
              "upper",
              ModelRole.CANARY,
              revision("2"),
              100,
              false,
              new TrialRule(no, 2, no, 10),
              "a person",
              null,
              0,
              null),
          0);

      assertThat(decisions(control).get(1).message())
          .isEqualTo(
              "a canary of all keys has no other model to be as fast as:"
                  + " give less than 100 percent, or no limit on latency");
    }
  }

  private static io.murmuration.model.inference.ModelLoader<String, String> awaiting(
      CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new FatalInferenceException("too late");
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ModelOrder, NewestStamp, ModelRouting>
      control(RevisionLoader<String, String> loader) throws Exception {
    return control(List.of(ManagedModel.compared(versions(loader))));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ModelOrder, NewestStamp, ModelRouting>
      control(List<ManagedModel> models) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new ModelControl(models, AHEAD)),
        ModelOrder::operator,
        NewestStamp::operator,
        Types.STRING);
  }

  private static ModelRevision named(String operator) {
    return new ModelRevision(operator, "shipped", "file:/models/" + operator, "sha-" + operator);
  }

  private static void order(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting> control,
      long offset,
      ModelRole role,
      String version,
      boolean ended)
      throws Exception {
    order(control, offset, "upper", role, version, ended);
  }

  private static void order(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting> control,
      long offset,
      String operator,
      ModelRole role,
      String version,
      boolean ended)
      throws Exception {
    control.processElement1(order(offset, operator, role, version, ended, TrialRule.none()), 0);
  }

  private static void order(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting> control,
      long offset,
      ModelRole role,
      String version,
      TrialRule rule)
      throws Exception {
    control.processElement1(order(offset, "upper", role, version, false, rule), 0);
  }

  private static ModelOrder order(
      long offset, String operator, ModelRole role, String version, boolean ended, TrialRule rule) {
    return new ModelOrder(
        offset, operator, role, revision(version), 50, ended, rule, "a person", null, 0, null);
  }

  /** Moves the operator's clock on until so many routings are out. */
  private List<ModelRouting> awaitRoutings(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting> control,
      int count)
      throws Exception {
    long since = System.nanoTime();
    while (control.extractOutputValues().size() < count || !isIdle(control)) {
      assertThat(System.nanoTime() - since).isLessThan(PATIENCE_NANOS);
      control.setProcessingTime(now += 20);
      Thread.onSpinWait();
    }
    return control.extractOutputValues();
  }

  private static boolean isIdle(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting>
          control) {
    return control.numProcessingTimeTimers() == 0;
  }

  private static List<ModelDecision> decisions(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelOrder, NewestStamp, ModelRouting>
          control) {
    return control.getSideOutput(ModelControl.DECISIONS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }
}
