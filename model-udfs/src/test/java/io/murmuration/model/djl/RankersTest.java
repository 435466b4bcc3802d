package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.EngagementKind;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.rank.AdFeature;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rankers themselves. */
class RankersTest {
  private static final Path MODELS = Path.of(System.getProperty("murmuration.models"));
  private static final Path TIMELINE = MODELS.resolve("timeline-ranker/1.0.0");
  private static final Path ADS = MODELS.resolve("ad-ctr/1.0.0");

  @Test
  void giveAPairTheSameBytesAloneAndInAnyBatch() throws Exception {
    assertSameInAnyBatch(new RankerLoader(TIMELINE.toString()), RankFeature.values().length);
    assertSameInAnyBatch(new AdCtrLoader(ADS.toString()), AdFeature.values().length);
  }

  @Test
  void giveEachEngagementAProbability() {
    RankScores scores =
        predict(
                new RankerLoader(TIMELINE.toString()),
                List.of(rows(RankFeature.values().length, 1).get(0)))
            .get(0);

    assertThat(scores.probabilities()).containsOnlyKeys(Engagements.HEADS);
    assertThat(scores.probabilities().values()).allSatisfy(p -> assertThat(p).isBetween(0f, 1f));
    assertThat(scores.value(kind -> kind == EngagementKind.like ? 2 : 0))
        .isEqualTo(2.0 * scores.of(EngagementKind.like));
  }

  @Test
  void refuseWhatIsNoNumberOrTooFew() {
    try (LoadedModel<float[], float[], RankScores> model =
        new RankerLoader(TIMELINE.toString()).load()) {
      float[] row = new float[RankFeature.values().length];
      row[1] = Float.NaN;

      assertThatThrownBy(() -> model.preprocessor().prepare(row))
          .isInstanceOf(RejectedInputException.class)
          .hasMessage("the feature interest_mass is NaN");
      assertThatThrownBy(() -> model.preprocessor().prepare(new float[3]))
          .isInstanceOf(RejectedInputException.class)
          .hasMessageStartingWith("3 features where");
    }
  }

  @Test
  void neverPublishWhatIsNoProbability() {
    try (LoadedModel<float[], float[], Float> model = new AdCtrLoader(ADS.toString()).load()) {
      assertThatThrownBy(() -> model.model().verify(Float.NaN))
          .isInstanceOf(RejectedInputException.class);
    }
  }

  @Test
  void refuseADamagedFile(@TempDir Path folder) throws IOException {
    Files.copy(TIMELINE.resolve("manifest.json"), folder.resolve("manifest.json"));
    byte[] bytes = Files.readAllBytes(TIMELINE.resolve("model.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("model.onnx"), bytes);

    assertThatThrownBy(() -> new RankerLoader(folder.toString()).load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("sha256");
  }

  @Test
  void refuseAModelOfOtherFeatures() {
    assertThatThrownBy(() -> new RankerLoader(ADS.toString()).load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("this program computes");
  }

  @Test
  void likeWhatComesCloserToTheReadersInterests() {
    float[] far = new float[RankFeature.values().length];
    far[RankFeature.INTEREST_MASS.ordinal()] = 3;
    far[RankFeature.POST_RATE.ordinal()] = -2;
    far[RankFeature.AUTHOR_RATE.ordinal()] = -2;
    far[RankFeature.READER_RATE.ordinal()] = -2;
    far[RankFeature.LANGUAGE_SHARE.ordinal()] = 0.9f;
    float[] near = far.clone();
    near[RankFeature.INTEREST.ordinal()] = 0.25f;

    List<RankScores> scores = predict(new RankerLoader(TIMELINE.toString()), List.of(far, near));
    assertThat(scores.get(1).of(EngagementKind.like))
        .isGreaterThan(scores.get(0).of(EngagementKind.like));
  }

  private static <O> void assertSameInAnyBatch(ModelLoader<float[], O> loader, int features) {
    List<float[]> rows = rows(features, 70);
    List<O> together = predict(loader, rows);
    try (LoadedModel<float[], ?, O> model = loader.load()) {
      for (int size : new int[] {1, 2, 3, 5, 7, 16, 33, 64, 69}) {
        for (int from = 0; from + size <= rows.size(); from += size) {
          assertThat(predict(model, rows.subList(from, from + size)))
              .as("%d rows", size)
              .isEqualTo(together.subList(from, from + size));
        }
      }
    }
  }

  private static <O> List<O> predict(ModelLoader<float[], O> loader, List<float[]> rows) {
    try (LoadedModel<float[], ?, O> model = loader.load()) {
      return predict(model, rows);
    }
  }

  private static <P, O> List<O> predict(LoadedModel<float[], P, O> model, List<float[]> rows) {
    List<P> prepared = new ArrayList<>();
    for (float[] row : rows) {
      try {
        prepared.add(model.preprocessor().prepare(row));
      } catch (RejectedInputException e) {
        throw new AssertionError(e);
      }
    }
    return model.model().predict(prepared);
  }

  private static List<float[]> rows(int features, int count) {
    Random random = new Random(9);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[features];
      for (int j = 0; j < features; j++) {
        row[j] = (float) random.nextGaussian();
      }
      rows.add(row);
    }
    return rows;
  }
}
