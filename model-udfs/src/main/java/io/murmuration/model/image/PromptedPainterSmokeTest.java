package io.murmuration.model.image;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RepeatableSmokeTest;
import io.murmuration.model.inference.RetryableInferenceException;
import io.murmuration.model.inference.SmokeTest;
import java.util.List;

/**
 * Of a painter whose pictures are dear and never the same again: it draws one, which is fit to be
 * shown, and has words for all that it will be asked.
 *
 * @param productClasses that its caller names
 * @param moods likewise
 */
public record PromptedPainterSmokeTest(List<String> productClasses, List<String> moods)
    implements SmokeTest<ImageBrief, Picture> {
  public PromptedPainterSmokeTest {
    productClasses = List.copyOf(productClasses);
    moods = List.copyOf(moods);
  }

  @Override
  public <P> void check(LoadedModel<ImageBrief, P, Picture> loaded) {
    PainterSmokeTest.prepareAll(loaded, productClasses, moods);
    try {
      RepeatableSmokeTest.answer(
          loaded, PainterSmokeTest.brief(productClasses.get(0), moods.get(0), 1));
    } catch (RetryableInferenceException e) {
      throw new FatalInferenceException("it draws no picture now: " + e.getMessage(), e);
    }
  }
}
