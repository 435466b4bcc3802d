package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelAnswersTest {
  @Test
  void writesADictionaryWithAMemberForEachModel() {
    byte[] value =
        ModelAnswers.write(
            List.of(
                new ModelAnswers("encoder", "disk", 0),
                new ModelAnswers("ad-writer", "computed", 5, 4, 0)));

    assertThat(text(value))
        .isEqualTo("encoder=disk;attempts=0, ad-writer=computed;attempts=5;answers=4;known=0");
  }

  @Test
  void readsWhatItWrote() {
    List<ModelAnswers> written =
        List.of(
            new ModelAnswers("ranker", "computed", 2),
            new ModelAnswers("encoder", "computed", 3, 4, 1));

    assertThat(ModelAnswers.read(ModelAnswers.write(written))).isEqualTo(written);
  }

  @Test
  void countsAnAnswerThatWasNotComputedAsKnown() {
    assertThat(new ModelAnswers("encoder", "shared", 1).known()).isOne();
    assertThat(new ModelAnswers("encoder", "computed", 1).known()).isZero();
  }

  @Test
  void keepsANameWithinItsMember() {
    byte[] value = ModelAnswers.write(List.of(new ModelAnswers("1 Big/Model,v=2;é", "disk", 0)));

    assertThat(text(value)).isEqualTo("*1-big-model-v-2--=disk;attempts=0");
    assertThat(ModelAnswers.read(value)).hasSize(1);
  }

  @Test
  void passesOverWhatMakesNoSense() {
    byte[] value =
        "encoder, =;, x=computed;attempts=99999999999, \0\u00ff, ranker=computed;attempts=1"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(ModelAnswers.read(value)).extracting(ModelAnswers::model).containsExactly("ranker");
    assertThat(ModelAnswers.read(null)).isEmpty();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.US_ASCII);
  }
}
