package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.TrialRule;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StampModelTest {
  /** A record of the tests: "STAMP KEY [ASKED]"; stamped: "KEY VERSION SHADOW". */
  private static TwoInputStreamOperatorTestHarness<String, ModelRouting, String> stamper()
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithNonKeyedOperator<>(
            new StampModel<String, String>(
                List.of(revision("shipped")),
                record -> Long.parseLong(record.split(" ")[0]),
                record -> record.split(" ")[1],
                (record, operator) -> record.split(" ").length > 2 ? record.split(" ")[2] : null,
                (record, stamps) -> record.split(" ")[1] + " " + text(stamps.get("upper"))),
            List.of(StampModel.routings("upper"))));
  }

  private static String text(ModelStamp stamp) {
    return stamp.model().version()
        + " "
        + (stamp.shadow() == null ? "-" : stamp.shadow().version());
  }

  @Test
  void swapsAtAStampWhateverTheOrderOfArrival() throws Exception {
    try (var stamper = stamper()) {
      stamper.open();
      stamper.processElement2(active("2", 100), 0);
      stamper.processElement2(active("3", 200), 0);

      for (String record : List.of("200 a", "99 b", "100 c", "199 d")) {
        stamper.processElement1(record, 0);
      }

      assertThat(stamper.extractOutputValues())
          .containsExactly("a 3 -", "b shipped -", "c 2 -", "d 2 -");
    }
  }

  @Test
  void givesTheSameStampsAfterARestoreInTheMiddleOfASwap() throws Exception {
    List<String> records = List.of("98 a", "99 b", "100 c", "101 d");
    OperatorSubtaskState state;
    List<String> uninterrupted;
    try (var stamper = stamper()) {
      stamper.open();
      stamper.processElement2(active("2", 100), 0);
      state = stamper.snapshot(1, 1);
      for (String record : records) {
        stamper.processElement1(record, 0);
      }
      uninterrupted = stamper.extractOutputValues();
    }

    try (var restored = stamper()) {
      restored.initializeState(state);
      restored.open();
      for (String record : records) {
        restored.processElement1(record, 0);
      }

      assertThat(restored.extractOutputValues())
          .isEqualTo(uninterrupted)
          .containsExactly("a shipped -", "b shipped -", "c 2 -", "d 2 -");
    }
  }

  @Test
  void stampsARecordWithTheModelOfEachOperatorByItsOwnRoutingsThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (var stamper = stamperOfTwo()) {
      stamper.open();
      stamper.processElement2(active("2", 100), 0);
      stamper.processElement2(ofLower("7", 100), 0);
      stamper.processElement2(ofLower("8", 200), 0);
      state = stamper.snapshot(1, 1);
    }

    try (var restored = stamperOfTwo()) {
      restored.initializeState(state);
      restored.open();
      for (String record : List.of("99 a", "100 b", "200 c")) {
        restored.processElement1(record, 0);
      }

      assertThat(restored.extractOutputValues())
          .containsExactly("a shipped - 6 -", "b 2 - 7 -", "c 2 - 8 -");
    }
  }

  private static TwoInputStreamOperatorTestHarness<String, ModelRouting, String> stamperOfTwo()
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithNonKeyedOperator<>(
            new StampModel<String, String>(
                List.of(revision("shipped"), lower("6")),
                record -> Long.parseLong(record.split(" ")[0]),
                record -> record.split(" ")[1],
                (record, operator) -> null,
                (record, stamps) ->
                    record.split(" ")[1]
                        + " "
                        + text(stamps.get("upper"))
                        + " "
                        + text(stamps.get("lower"))),
            List.of(StampModel.routings("upper"), StampModel.routings("lower"))));
  }

  private static ModelRouting ofLower(String version, long from) {
    return new ModelRouting("lower", from, lower(version), null, 0, null, null, 0, null);
  }

  private static ModelRevision lower(String version) {
    return new ModelRevision("lower", version, "file:/lower/" + version, "lower-" + version);
  }

  @Test
  void letsACanaryKeepItsKeysWhenItsShareGrows() throws Exception {
    TreeSet<String> tenth = canaryKeys(10);
    TreeSet<String> fifth = canaryKeys(20);

    assertThat(tenth).hasSizeBetween(900, 1_100);
    assertThat(fifth).hasSizeBetween(1_850, 2_150).containsAll(tenth);
  }

  @Test
  void comparesACanaryWithTheActiveModelWhenItsRuleAsks() throws Exception {
    double no = Double.POSITIVE_INFINITY;
    TrialRule rule = new TrialRule(no, no, 0.1, 100);
    try (var stamper = stamper()) {
      stamper.open();
      stamper.processElement2(routing(0, revision("1"), revision("2"), 100, rule), 0);

      stamper.processElement1("5 a", 0);

      assertThat(stamper.extractOutputValues()).containsExactly("a 2 1");
    }
  }

  @Test
  void letsARecordAskForAVersionThatServedOrIsTriedAndNoOther() throws Exception {
    try (var stamper = stamper()) {
      stamper.open();
      stamper.processElement2(active("2", 100), 0);
      stamper.processElement2(routing(200, revision("3"), revision("4"), 100, TrialRule.none()), 0);

      for (String record :
          List.of("300 a", "300 b 2", "50 c 4", "300 d shipped", "300 e unheard-of")) {
        stamper.processElement1(record, 0);
      }

      assertThat(stamper.extractOutputValues())
          .containsExactly("a 4 -", "b 2 -", "c 4 -", "d shipped -", "e 4 -");
    }
  }

  private static TreeSet<String> canaryKeys(int percent) throws Exception {
    try (var stamper = stamper()) {
      stamper.open();
      stamper.processElement2(
          routing(0, revision("1"), revision("2"), percent, TrialRule.none()), 0);
      for (int i : IntStream.range(0, 10_000).toArray()) {
        stamper.processElement1("5 key-" + i, 0);
      }
      TreeSet<String> keys = new TreeSet<>();
      stamper.extractOutputValues().stream()
          .filter(stamped -> stamped.endsWith(" 2 -"))
          .forEach(keys::add);
      return keys;
    }
  }

  private static ModelRouting active(String version, long from) {
    return routing(from, revision(version), null, 0, null);
  }

  private static ModelRouting routing(
      long from, ModelRevision active, ModelRevision canary, int percent, TrialRule rule) {
    return new ModelRouting("upper", from, active, canary, percent, rule, null, 0, null);
  }
}
