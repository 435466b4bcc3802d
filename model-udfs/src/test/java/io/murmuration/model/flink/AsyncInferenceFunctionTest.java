package io.murmuration.model.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AsyncInferenceFunctionTest {
  @Test
  void givesEachRecordItsFateAndKeepsTheTimestamps() throws Exception {
    try (var operator = operator()) {
      operator.open();
      operator.processElement("good", 1);
      operator.processElement("bad", 2);

      operator.endInput();

      assertThat(operator.extractOutputValues()).containsExactlyInAnyOrder("GOOD", "BAD_INPUT");
      assertThat(operator.getRecordOutput())
          .allSatisfy(record -> assertThat(record.hasTimestamp()).isTrue());
    }
  }

  @Test
  void asksAgainAfterARestoreForWhatWasInFlight() throws Exception {
    OperatorSubtaskState state;
    try (var before = operator()) {
      before.open();
      before.processElement("good", 1);
      state = before.snapshot(1, 1);
    }

    try (var after = operator()) {
      after.initializeState(state);
      after.open();
      after.endInput();

      assertThat(after.extractOutputValues()).containsExactly("GOOD");
    }
  }

  @Test
  void failsTheTaskWhenTheModelIsBroken() throws Exception {
    try (var operator = operator()) {
      operator.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
      operator.open();
      operator.processElement("fatal", 1);

      operator.endInput();

      assertThat(operator.getEnvironment().getActualExternalFailureCause())
          .hasValueSatisfying(cause -> assertThat(cause).hasStackTraceContaining("broken"));
    }
  }

  private static OneInputStreamOperatorTestHarness<String, String> operator() throws Exception {
    var function =
        new AsyncInferenceFunction<String, String, String, String>(
            new UpperCaseLoader(), record -> record, AsyncInferenceFunctionTest::result);
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(function, 0, 10, OutputMode.UNORDERED),
        StringSerializer.INSTANCE);
  }

  private static String result(String record, InferenceOutcome<String> outcome) {
    if (outcome instanceof InferenceOutcome.Done<String> done) {
      return done.output();
    }
    return ((InferenceOutcome.Rejected<String>) outcome).errorKind();
  }

  private static final class UpperCaseLoader implements ModelLoader<String, String> {
    @Override
    public String key() {
      return "upper-case";
    }

    @Override
    public LoadedModel<String, String, String> load() {
      return new LoadedModel<>(new ModelIdentity("upper", "1", "00"), new Checked(), new Upper());
    }
  }

  private static final class Checked implements Preprocessor<String, String> {
    @Override
    public String prepare(String input) throws RejectedInputException {
      if (input.equals("bad")) {
        throw new RejectedInputException("BAD_INPUT", "bad");
      }
      return input;
    }

    @Override
    public int paddedTokens(String prepared) {
      return 1;
    }

    @Override
    public int tokens(String prepared) {
      return 1;
    }

    @Override
    public void close() {}
  }

  private static final class Upper implements Model<String, String> {
    @Override
    public List<String> predict(List<String> inputs) {
      if (inputs.contains("fatal")) {
        throw new FatalInferenceException("broken");
      }
      return inputs.stream().map(String::toUpperCase).toList();
    }

    @Override
    public void verify(String output) {}

    @Override
    public void close() {}
  }
}
