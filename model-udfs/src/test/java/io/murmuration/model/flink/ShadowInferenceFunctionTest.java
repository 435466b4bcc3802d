package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.InferenceOutcome;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShadowInferenceFunctionTest {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  @Test
  void answersWithWhatTheShadowSays() throws Exception {
    assertThat(outputsOf("2 a")).containsOnly("2:A");
  }

  @Test
  void tellsOfAShadowWhoseEngineBreaks() throws Exception {
    assertThat(outputsOf("breaking a"))
        .contains("MODEL_FAILED")
        .isSubsetOf("MODEL_FAILED", "MODEL_UNAVAILABLE");
  }

  @Test
  void tellsOfAShadowThatThisMachineCannotLoad() throws Exception {
    assertThat(outputsOf("damaged a")).containsOnly("MODEL_UNAVAILABLE");
  }

  /**
   * The same record, "VERSION TEXT", until the first answer: what comes during the load is skipped.
   */
  private static List<String> outputsOf(String record) throws Exception {
    var function =
        new ShadowInferenceFunction<String, String, String, String>(
            UpperCaseVersions.versions(UpperCaseVersions::load),
            10,
            each -> revision(each.split(" ")[0]),
            each -> each.split(" ")[1],
            (each, outcome, asked) -> result(outcome));
    try (var operator =
        new OneInputStreamOperatorTestHarness<String, String>(
            new AsyncWaitOperatorFactory<>(function, 0, 20, OutputMode.UNORDERED),
            StringSerializer.INSTANCE)) {
      operator.open();
      long since = System.nanoTime();
      while (operator.extractOutputValues().isEmpty()) {
        assertThat(System.nanoTime() - since).isLessThan(PATIENCE_NANOS);
        operator.processElement(record, 1);
      }
      operator.endInput();
      return operator.extractOutputValues();
    }
  }

  private static String result(InferenceOutcome<String> outcome) {
    return outcome instanceof InferenceOutcome.Done<String> done
        ? done.output()
        : ((InferenceOutcome.Rejected<String>) outcome).errorKind();
  }
}
