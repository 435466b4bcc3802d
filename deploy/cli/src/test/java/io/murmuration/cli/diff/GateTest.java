package io.murmuration.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final ComparedRecord RECORD =
      new ComparedRecord("k", "tweets:0:1", Map.of("language", "en"), "", "", new byte[0]);

  @Test
  void holdsAndFailsAtItsBound() {
    DiffReport report = new DiffReport("a", "b");
    for (int i = 0; i < 999; i++) {
      report.identical(RECORD);
    }
    report.differs(
        RECORD,
        new Difference(
            Verdict.CHANGED, Cause.UNKNOWN, Set.of("language"), Map.of(), Set.of("safety")));

    assertThat(Gate.parse("changed<=0.1%, safety_flips<=1").failures(report)).isEmpty();
    assertThat(Gate.parse("changed<0.1%,safety_flips=0,unexplained=0").failures(report))
        .containsExactly(
            "b: changed<0.1%, it is 0.1000%",
            "b: safety_flips=0, it is 1", "b: unexplained=0, it is 1");
  }

  @Test
  void holdsEveryShareOfNoRecordsAndStillCounts() {
    DiffReport empty = new DiffReport("a", "b");

    assertThat(Gate.parse("identical>=99.9%,changed<=0.1%,records>=1").failures(empty))
        .containsExactly("b: records>=1, it is 0");
  }

  @Test
  void namesWhatItCanNotRead() {
    assertThatThrownBy(() -> Gate.parse("changed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--gate 'changed' is not like");
    assertThatThrownBy(() -> Gate.parse("mood=0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is called 'mood'")
        .hasMessageContaining("safety_flips");
  }
}
