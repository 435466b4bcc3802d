package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelHeadTest {
  private final LabelHead head = new LabelHead(List.of("a", "b", "c"), 0.4, "none");

  @Test
  void saysTheLikeliestLabelOfItsRow() {
    float[] scores = {0.9f, 0.05f, 0.05f, 0.1f, 0.41f, 0.49f};

    assertThat(head.bestLabel(scores, 0)).isEqualTo("a");
    assertThat(head.bestLabel(scores, 1)).isEqualTo("c");
  }

  @Test
  void abstainsWhereNoLabelIsLikelyEnough() {
    assertThat(head.bestLabel(new float[] {0.3f, 0.3f, 0.39f}, 0)).isEqualTo("none");
  }

  @Test
  void neverSaysALabelWithoutANumber() {
    float[] scores = {Float.NaN, 0.5f, Float.NaN};

    assertThat(head.bestLabel(scores, 0)).isEqualTo("b");
    assertThat(head.likely(scores, 0)).containsExactly(1);
  }

  @Test
  void saysEveryLabelThatIsLikelyEnough() {
    assertThat(head.likely(new float[] {0.4f, 0.1f, 0.8f}, 0)).containsExactly(0, 2);
  }
}
