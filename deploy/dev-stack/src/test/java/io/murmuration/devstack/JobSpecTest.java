package io.murmuration.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobSpecTest {
  private static final Duration USUAL_INTERVAL = Duration.ofMillis(500);
  private static final JobSpec JOB = new JobSpec("rank", "io.murmuration.Rank");

  @Test
  void takesFromTheStackWhatItLacks() {
    JobSpec started = JobSpec.parse(JOB.argument(USUAL_INTERVAL, 2));

    assertThat(started).isEqualTo(JOB.withCheckpointInterval(USUAL_INTERVAL).withParallelism(2));
  }

  @Test
  void keepsWhatIsItsOwn() {
    JobSpec own = JOB.withCheckpointInterval(Duration.ofSeconds(5)).withParallelism(1);

    JobSpec started = JobSpec.parse(own.argument(USUAL_INTERVAL, 2));

    assertThat(started).isEqualTo(own);
  }

  @Test
  void refusesToRunWithoutASubtask() {
    assertThatThrownBy(() -> JOB.withParallelism(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1: 0");
  }
}
