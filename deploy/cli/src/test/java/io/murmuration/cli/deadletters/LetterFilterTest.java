package io.murmuration.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import io.murmuration.event.SourcePosition;
import org.junit.jupiter.api.Test;

class LetterFilterTest {
  private final DeadLetter letter =
      DeadLetter.newBuilder()
          .setSource(new SourcePosition("tweets", 0, 7L))
          .setStage("embed")
          .setErrorKind("NOT_FINITE")
          .setMessage("m")
          .setModel(new ModelRef("encoder", "1.4.0", "00"))
          .build();

  @Test
  void takesALetterThatMeetsEveryCondition() {
    assertThat(LetterFilter.parse("stage=embed,kind=NOT_FINITE").test(letter)).isTrue();
    assertThat(LetterFilter.parse("model=encoder").test(letter)).isTrue();
    assertThat(LetterFilter.parse("model=encoder/1.4.0,key=tweets:0:7").test(letter)).isTrue();
    assertThat(LetterFilter.parse("stage=embed,kind=OTHER").test(letter)).isFalse();
    assertThat(LetterFilter.parse("model=encoder/1.1.0").test(letter)).isFalse();
  }

  @Test
  void refusesAConditionThatNobodyKnows() {
    assertThatThrownBy(() -> LetterFilter.parse("mood=bad"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mood=bad' is not like stage=embed");
  }
}
