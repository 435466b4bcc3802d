package io.murmuration.model.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a model's maker says of it in {@code smoke.json}: {@code {"pairs": [{"a": TEXT, "b": TEXT,
 * "cosine": C, "within": T}]}}.
 */
record SmokeExpectations(List<Pair> pairs) {
  private static final String FILE_NAME = "smoke.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two texts and how near their vectors are. */
  record Pair(String a, String b, double cosine, double within) {}

  SmokeExpectations {
    pairs = List.copyOf(pairs);
  }

  /**
   * None where the folder has no such file.
   *
   * @throws FatalInferenceException if the file can't be read
   */
  static SmokeExpectations in(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return new SmokeExpectations(List.of());
    }
    try {
      return JSON.readValue(file.toFile(), SmokeExpectations.class);
    } catch (IOException e) {
      throw new FatalInferenceException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  void check(Function<String, float[]> vectorOf) {
    for (Pair pair : pairs) {
      double cosine = dot(vectorOf.apply(pair.a()), vectorOf.apply(pair.b()));
      if (Math.abs(cosine - pair.cosine()) > pair.within()) {
        throw new FatalInferenceException(
            String.format(
                Locale.ROOT,
                "the cosine of '%s' and '%s' is %.4f, its %s says %.4f within %.4f",
                pair.a(),
                pair.b(),
                cosine,
                FILE_NAME,
                pair.cosine(),
                pair.within()));
      }
    }
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
