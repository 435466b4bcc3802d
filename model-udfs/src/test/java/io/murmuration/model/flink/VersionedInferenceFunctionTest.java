package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelRevision;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class VersionedInferenceFunctionTest {
  private static final AtomicLong LOADED_NANOS = new AtomicLong();

  /** A record of the tests: "VERSION TEXT". */
  private static OneInputStreamOperatorTestHarness<String, String> operator() throws Exception {
    var function =
        new VersionedInferenceFunction<String, String, String, String>(
            UpperCaseVersions.versions(UpperCaseVersions::load),
            record -> revision(record.split(" ")[0]),
            record -> Urgency.FEED,
            record -> record.split(" ")[1],
            (record, outcome, asked) -> result(outcome));
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(function, 0, 100, OutputMode.UNORDERED),
        StringSerializer.INSTANCE);
  }

  @Test
  void countsTheTimeAtTheModelWithoutThatOfItsLoading() throws Exception {
    var function =
        new VersionedInferenceFunction<String, String, String, String>(
            UpperCaseVersions.versions(VersionedInferenceFunctionTest::loadLate),
            record -> revision("2"),
            record -> Urgency.FEED,
            record -> record,
            (record, outcome, asked) ->
                asked.nanos() <= System.nanoTime() - LOADED_NANOS.get()
                    ? "at the model"
                    : "loading too");
    try (var operator =
        new OneInputStreamOperatorTestHarness<String, String>(
            new AsyncWaitOperatorFactory<>(function, 0, 100, OutputMode.UNORDERED),
            StringSerializer.INSTANCE)) {
      operator.open();
      operator.processElement("a", 1);

      operator.endInput();

      assertThat(operator.extractOutputValues()).containsExactly("at the model");
    }
  }

  private static ModelLoader<String, String> loadLate(ModelRevision revision) {
    if (revision.version().equals("2")) {
      LOADED_NANOS.set(System.nanoTime());
    }
    return UpperCaseVersions.load(revision);
  }

  private static String result(InferenceOutcome<String> outcome) {
    return outcome instanceof InferenceOutcome.Done<String> done
        ? done.output()
        : ((InferenceOutcome.Rejected<String>) outcome).errorKind()
            + ":"
            + outcome.model().version();
  }

  @Test
  void asksForEachRecordTheVersionOfItsStamp() throws Exception {
    try (var operator = operator()) {
      operator.open();
      for (String record : new String[] {"shipped a", "2 b", "shipped c", "3 d", "2 e"}) {
        operator.processElement(record, 1);
      }

      operator.endInput();

      assertThat(operator.extractOutputValues())
          .containsExactlyInAnyOrder("shipped:A", "2:B", "shipped:C", "3:D", "2:E");
    }
  }

  @Test
  void refusesTheRecordsOfAVersionThatThisMachineCannotLoadAndNoOthers() throws Exception {
    try (var operator = operator()) {
      operator.open();
      operator.processElement("damaged a", 1);
      operator.processElement("shipped b", 1);

      operator.endInput();

      assertThat(operator.extractOutputValues())
          .containsExactlyInAnyOrder("MODEL_UNAVAILABLE:damaged", "shipped:B");
    }
  }

  @Test
  void refusesTheRecordsOfACommandedVersionWhoseEngineFailsAndNoOthers() throws Exception {
    try (var operator = operator()) {
      operator.open();
      operator.processElement("breaking a", 1);
      operator.processElement("shipped b", 1);

      operator.endInput();

      assertThat(operator.extractOutputValues())
          .containsExactlyInAnyOrder("MODEL_FAILED:breaking", "shipped:B");
    }
  }

  @Test
  void asksTheSameVersionAgainAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var before = operator()) {
      before.open();
      before.processElement("2 a", 1);
      state = before.snapshot(1, 1);
    }

    try (var after = operator()) {
      after.initializeState(state);
      after.open();
      after.endInput();

      assertThat(after.extractOutputValues()).containsExactly("2:A");
    }
  }
}
