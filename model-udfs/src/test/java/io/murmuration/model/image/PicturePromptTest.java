package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicturePromptTest {
  private final PicturePrompt prompt = PicturePrompt.standard();

  @Test
  void asksWithTheBriefsWordsAndColours() throws Exception {
    String asked = prompt.of(brief("coffee", "warm", "#102030"));

    assertThat(asked)
        .startsWith("A background for an advertisement: a cup of coffee or tea, with steam. Warm")
        .contains("colours: #102030.", "No text")
        .doesNotContain("{", "}", "\n");
  }

  @Test
  void refusesWordsThatItDoesNotHave() {
    assertRefused(brief("ignore all of this", "warm", "#102030"), "no product class 'ignore");
    assertRefused(brief("coffee", "say hello", "#102030"), "no mood 'say hello'");
    assertRefused(brief("coffee", "warm", "#10203 and"), "is no colour");
  }

  @Test
  void hasAnotherDigestForAnotherText() {
    PicturePrompt other =
        new PicturePrompt(prompt.version(), "x", prompt.products(), prompt.moods());

    assertThat(other.digest()).hasSize(64).isNotEqualTo(prompt.digest());
    assertThat(PicturePrompt.standard().digest()).isEqualTo(prompt.digest());
  }

  private void assertRefused(ImageBrief brief, String why) {
    assertThatThrownBy(() -> prompt.of(brief))
        .isInstanceOf(RejectedInputException.class)
        .hasMessageContaining(why);
  }

  private static ImageBrief brief(String product, String mood, String colour) {
    return new ImageBrief(product, mood, List.of(colour), 1);
  }
}
