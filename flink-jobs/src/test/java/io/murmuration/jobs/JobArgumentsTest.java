package io.murmuration.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {
  @Test
  void readsEachOption() {
    assertThat(
            JobArguments.parse(
                "--registry",
                "http://r",
                "--bootstrap",
                "b:1",
                "--parallelism",
                "3",
                "--models",
                "m"))
        .isEqualTo(new JobArguments("b:1", "http://r", Path.of("m"), 3));
  }

  @Test
  void remembersWhereItIsTold() {
    JobArguments job =
        JobArguments.parse(
            "--registry http://r --bootstrap b --parallelism 1 --models m --cache c".split(" "));

    assertThat(job.memory().folder()).isEqualTo("c");
  }

  @ParameterizedTest
  @CsvSource({
    "'', auto",
    "' --device auto', auto",
    "' --device cpu', cpu",
    "' --device gpu:1', gpu:1"
  })
  void computesOnAGpuWhereThereIsOneUnlessItIsToldOtherwise(String option, String device) {
    JobArguments job =
        JobArguments.parse(
            ("--registry http://r --bootstrap b --parallelism 1 --models m" + option).split(" "));

    assertThat(job.device()).hasToString(device);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bootstrap b | --registry is missing",
        "--bootstrap | can't read '--bootstrap'",
        "--nope 1 | can't read '--nope'",
        "--bootstrap b --registry r --models m --parallelism two | needs a number: two",
        "--bootstrap b --registry r --models m --parallelism 0 | must be at least 1: 0",
        "--bootstrap b --registry r --models m --parallelism 1 --device tpu | --device can't be 'tpu': say auto, cpu or gpu:N"
      })
  void namesWhatIsWrong(String arguments, String problem) {
    assertThatThrownBy(() -> JobArguments.parse(arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
