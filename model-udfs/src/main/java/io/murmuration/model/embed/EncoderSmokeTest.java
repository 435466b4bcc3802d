package io.murmuration.model.embed;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RepeatableSmokeTest;
import io.murmuration.model.inference.SmokeTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a few texts of all kinds and lengths: vectors of the dimension that all readers expect, of
 * unit length, finite, the same bytes again, and another one for another text.
 *
 * <p>A {@code smoke.json} in the model's folder adds what its maker expects of it.
 *
 * @param dimension of the vectors in the topic of enriched tweets
 * @param folder the model's
 */
public record EncoderSmokeTest(int dimension, String folder)
    implements SmokeTest<String, PostEncoding> {
  private static final double UNIT_TOLERANCE = 1e-3;
  private static final List<String> TEXTS =
      List.of(
          "Good morning everyone, what a lovely day",
          "Bonjour à tous, quelle belle journée",
          "مرحبا بالعالم 👩🏽‍🚀",
          "",
          "a long post, and on it goes ".repeat(30));

  @Override
  public <P> void check(LoadedModel<String, P, PostEncoding> loaded) {
    float[] first = null;
    for (String text : TEXTS) {
      float[] vector = vector(loaded, text);
      if (first != null && Arrays.equals(first, vector)) {
        throw new FatalInferenceException("it gives two different texts one and the same vector");
      }
      first = first == null ? vector : first;
    }
    SmokeExpectations.in(Path.of(folder)).check(text -> vector(loaded, text));
  }

  private <P> float[] vector(LoadedModel<String, P, PostEncoding> loaded, String text) {
    PostEncoding encoding = RepeatableSmokeTest.answer(loaded, text);
    float[] vector = encoding.vector();
    if (vector.length != dimension) {
      throw new FatalInferenceException(
          "its vectors have %d numbers, the readers of its topic expect %d"
              .formatted(vector.length, dimension));
    }
    double length = Math.sqrt(SmokeExpectations.dot(vector, vector));
    if (Math.abs(length - 1) > UNIT_TOLERANCE) {
      throw new FatalInferenceException(
          "its vectors have the length %.3f, not 1".formatted(length));
    }
    if (!Arrays.equals(vector, RepeatableSmokeTest.answer(loaded, text).vector())) {
      throw new FatalInferenceException("it gives one text another vector the second time");
    }
    return vector;
  }
}
