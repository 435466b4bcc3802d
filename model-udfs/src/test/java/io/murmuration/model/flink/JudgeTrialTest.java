package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.model.lifecycle.TrialRule;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class JudgeTrialTest {
  private static final double NO = Double.POSITIVE_INFINITY;

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ModelRouting, TrialOutcome, ModelOrder>
      judge() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new JudgeTrial()),
        ModelRouting::operator,
        TrialOutcome::operator,
        Types.STRING);
  }

  @Test
  void rollsACanaryBackAsSoonAsItRefusesTooMany() throws Exception {
    try (var judge = judge()) {
      judge.open();
      judge.processElement1(canary(new TrialRule(0.02, NO, NO, 100)), 0);
      served(judge, "2", 50, false, 1);
      served(judge, "2", 2, true, 1);
      assertThat(judge.extractOutputValues()).isEmpty();

      served(judge, "2", 20, true, 1);

      assertThat(judge.extractOutputValues())
          .singleElement()
          .satisfies(
              order -> {
                assertThat(order.revision()).isEqualTo(revision("2"));
                assertThat(order.role()).isEqualTo(ModelRole.CANARY);
                assertThat(order.ended()).isTrue();
                assertThat(order.reason())
                    .isEqualTo("refused 3 of 53 records, at most 2.0 % may be");
                assertThat(order.atMillis()).isEqualTo(42);
              });
    }
  }

  @Test
  void countsAnewForEachWindowOfRecords() throws Exception {
    try (var judge = judge()) {
      judge.open();
      judge.processElement1(canary(new TrialRule(0.02, NO, NO, 100)), 0);

      for (int window = 0; window < 5; window++) {
        served(judge, "2", 2, true, 1);
        served(judge, "2", 98, false, 1);
      }

      assertThat(judge.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void rollsASlowCanaryBackWhenItsWindowIsFull() throws Exception {
    try (var judge = judge()) {
      judge.open();
      judge.processElement1(canary(new TrialRule(NO, 1.5, NO, 100)), 0);
      served(judge, "1", 10, false, 100);
      served(judge, "2", 99, false, 200);
      assertThat(judge.extractOutputValues()).isEmpty();

      served(judge, "2", 1, false, 200);

      assertThat(judge.extractOutputValues())
          .singleElement()
          .satisfies(order -> assertThat(order.reason()).startsWith("takes 2.00 times as long"));
    }
  }

  @Test
  void endsAShadowThatDisagreesWithWhatIsServed() throws Exception {
    try (var judge = judge()) {
      judge.open();
      judge.processElement1(
          new ModelRouting(
              "upper",
              0,
              revision("1"),
              null,
              0,
              null,
              revision("2"),
              100,
              new TrialRule(NO, NO, 0.05, 100)),
          0);
      served(judge, "1", 300, false, 1);

      for (int i = 0; i < 6; i++) {
        judge.processElement2(new TrialOutcome("upper", "sha-2", false, true, true, 1, 42), 0);
      }

      assertThat(judge.extractOutputValues())
          .singleElement()
          .satisfies(
              order ->
                  assertThat(order.reason())
                      .isEqualTo("differs on 6 of 6 compared records, at most 5.0 % may"));
    }
  }

  @Test
  void keepsItsCountThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (var before = judge()) {
      before.open();
      before.processElement1(canary(new TrialRule(0.02, NO, NO, 100)), 0);
      served(before, "2", 2, true, 1);
      state = before.snapshot(1, 1);
    }

    try (var after = judge()) {
      after.initializeState(state);
      after.open();
      served(after, "2", 1, true, 1);

      assertThat(after.extractOutputValues()).hasSize(1);
    }
  }

  private static ModelRouting canary(TrialRule rule) {
    return new ModelRouting("upper", 0, revision("1"), revision("2"), 10, rule, null, 0, null);
  }

  private static void served(
      KeyedTwoInputStreamOperatorTestHarness<String, ModelRouting, TrialOutcome, ModelOrder> judge,
      String version,
      int records,
      boolean failed,
      long nanos)
      throws Exception {
    for (int i = 0; i < records; i++) {
      judge.processElement2(
          new TrialOutcome("upper", "sha-" + version, failed, false, false, nanos, 42), 0);
    }
  }
}
