package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.murmuration.model.inference.RejectedInputException;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefReaderTest {
  private final BriefReader reader =
      new BriefReader(List.of("coffee", "cars"), List.of("calm", "bold"));

  @Test
  void readsWordsAndColours() throws Exception {
    PreparedBrief read =
        reader.prepare(new ImageBrief("cars", "calm", List.of("#FF0033", "#00ff00"), 9));

    assertThat(read.productClass()).isEqualTo(1);
    assertThat(read.mood()).isZero();
    assertThat(read.palette()).containsExactly(1, 0, 0.2f, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(read.mask()).containsExactly(1, 1, 0, 0);
    assertThat(read.seed()).isEqualTo(9);
  }

  @Test
  void namesTheClassesWhereOneIsUnknown() {
    assertThatRejected(new ImageBrief("Coffee", "calm", List.of("#000000"), 1))
        .isEqualTo("no product class 'Coffee': the model knows coffee, cars");
  }

  @Test
  void namesTheMoodsWhereOneIsUnknown() {
    assertThatRejected(new ImageBrief("cars", "angry\nmob", List.of("#000000"), 1))
        .isEqualTo("no mood 'angry mob': the model knows calm, bold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "red", "#12345", "#1234567", "#12345g", "#+12345", "123456"})
  void refusesWhatIsNoColour(String colour) {
    assertThatRejected(new ImageBrief("cars", "calm", List.of(colour), 1))
        .isEqualTo("'" + colour + "' is no colour: write it as #RRGGBB");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void refusesAPaletteOfAnotherSize(int count) {
    assertThatRejected(new ImageBrief("cars", "calm", Collections.nCopies(count, "#000000"), 1))
        .isEqualTo("a palette has 1 to 4 colours, this one " + count);
  }

  private AbstractStringAssert<?> assertThatRejected(ImageBrief brief) {
    return assertThat(
        catchThrowableOfType(RejectedInputException.class, () -> reader.prepare(brief))
            .getMessage());
  }
}
