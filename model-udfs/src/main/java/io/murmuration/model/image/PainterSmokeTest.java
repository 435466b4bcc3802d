package io.murmuration.model.image;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.RepeatableSmokeTest;
import io.murmuration.model.inference.SmokeTest;
import java.util.List;

/**
 * Paints two pictures, the same again, and knows every word that it will be asked with.
 *
 * @param productClasses that its caller names
 * @param moods likewise
 */
public record PainterSmokeTest(List<String> productClasses, List<String> moods)
    implements SmokeTest<ImageBrief, Picture> {
  private static final List<String> PALETTE = List.of("#1F2A44", "#F2B544");

  public PainterSmokeTest {
    productClasses = List.copyOf(productClasses);
    moods = List.copyOf(moods);
  }

  @Override
  public <P> void check(LoadedModel<ImageBrief, P, Picture> loaded) {
    prepareAll(loaded, productClasses, moods);
    String product = productClasses.get(0);
    String mood = moods.get(0);
    new RepeatableSmokeTest<ImageBrief, Picture>(
            () -> List.of(brief(product, mood, 1), brief(product, mood, 2)), Picture::rgb)
        .check(loaded);
  }

  static <P> void prepareAll(
      LoadedModel<ImageBrief, P, Picture> loaded, List<String> productClasses, List<String> moods) {
    productClasses.forEach(each -> prepare(loaded, each, moods.get(0)));
    moods.forEach(each -> prepare(loaded, productClasses.get(0), each));
  }

  private static <P> void prepare(
      LoadedModel<ImageBrief, P, Picture> loaded, String productClass, String mood) {
    try {
      loaded.preprocessor().prepare(brief(productClass, mood, 0));
    } catch (RejectedInputException e) {
      throw new FatalInferenceException(
          "it refuses a brief of its smoke test: %s: %s".formatted(e.kind(), e.getMessage()), e);
    }
  }

  static ImageBrief brief(String productClass, String mood, long seed) {
    return new ImageBrief(productClass, mood, PALETTE, seed);
  }
}
