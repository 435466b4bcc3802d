package io.murmuration.model.flink;

import static io.murmuration.model.flink.UpperCaseVersions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions told {@code auto}, as on a machine of two GPUs. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SubtaskDeviceTest {
  private static final int SUBTASKS = 3;

  private static final ModelVersions<String, String> VERSIONS = versions(ComputeDevice.AUTO);

  @ParameterizedTest
  @CsvSource({"0, gpu:0", "1, gpu:1", "2, gpu:0"})
  void asksTheCopyOnTheSubtasksOwnDevice(int subtask, String device) throws Exception {
    try (var operator = operator(served(VERSIONS), subtask)) {
      operator.open();
      operator.processElement("a", 1);

      operator.endInput();

      assertThat(operator.extractOutputValues()).containsExactly(device + ":A approximate");
    }
  }

  @Test
  void makesNoReserveWhereTheDeviceComputesTheSameBytes() throws Exception {
    try (var operator = operator(served(versions(ComputeDevice.CPU)), 1)) {
      operator.open();
      operator.processElement("a", 1);

      operator.endInput();

      assertThat(operator.extractOutputValues()).containsExactly("cpu:A");
    }
  }

  @Test
  void asksTheShadowOnTheSubtasksOwnDevice() throws Exception {
    var shadow =
        new ShadowInferenceFunction<String, String, String, String>(
            VERSIONS, 10, each -> revision("2"), each -> each, SubtaskDeviceTest::result);
    try (var operator = operator(shadow, 1)) {
      operator.open();

      // What comes during the load is skipped.
      while (operator.extractOutputValues().isEmpty()) {
        operator.processElement("a", 1);
      }
      operator.endInput();

      assertThat(operator.extractOutputValues()).containsOnly("gpu:1:A approximate");
    }
  }

  private static AsyncFunction<String, String> served(ModelVersions<String, String> versions) {
    return new VersionedInferenceFunction<>(
        versions,
        record -> revision("2"),
        record -> Urgency.FEED,
        record -> record,
        SubtaskDeviceTest::result);
  }

  private static ModelVersions<String, String> versions(ComputeDevice device) {
    return UpperCaseVersions.versions(
        revision ->
            new CheckedLoader<>(
                new OnDevice(revision, device), revision, UpperCaseVersions.SMOKE_TEST));
  }

  private static OneInputStreamOperatorTestHarness<String, String> operator(
      AsyncFunction<String, String> function, int subtask) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(function, 0, 20, OutputMode.UNORDERED),
        StringSerializer.INSTANCE,
        new MockEnvironmentBuilder()
            .setMaxParallelism(SUBTASKS)
            .setParallelism(SUBTASKS)
            .setSubtaskIndex(subtask)
            .build());
  }

  private static String result(
      String record, InferenceOutcome<String> outcome, VersionedInferenceFunction.Asked asked) {
    String output = ((InferenceOutcome.Done<String>) outcome).output();
    return asked.approximate() ? output + " approximate" : output;
  }

  private record OnDevice(ModelRevision revision, ComputeDevice device)
      implements ModelLoader<String, String> {
    private static final int GPUS = 2;

    @Override
    public String key() {
      return "on-device:" + revision.version() + ":" + device;
    }

    @Override
    public OnDevice forSubtask(int subtask) {
      return new OnDevice(revision, device.placed(GPUS, subtask));
    }

    @Override
    public LoadedModel<String, String, String> load() {
      return new LoadedModel<>(
          revision.identity(),
          new UpperCaseVersions.AsItIs(),
          new NamesItsDevice(device),
          device.equals(ComputeDevice.CPU));
    }
  }

  private record NamesItsDevice(ComputeDevice device) implements Model<String, String> {
    @Override
    public List<String> predict(List<String> inputs) {
      return inputs.stream().map(each -> device + ":" + each.toUpperCase(Locale.ROOT)).toList();
    }

    @Override
    public void verify(String output) {}

    @Override
    public void close() {}
  }
}
