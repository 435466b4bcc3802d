package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.rank.AdFeature;
import io.murmuration.model.rank.RankFeature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whoever claims {@link LoadedModel#sameBytes} is held to it: add each new backend here. */
class SameBytesTest {
  private static final Path MODELS = Path.of(System.getProperty("murmuration.models"));
  private static final String ENCODER = MODELS.resolve("encoder/1.4.0").toString();
  private static final int MOST_ROWS = 9;
  private static final int MOST_INPUTS = 200;
  private static final Map<String, Claim<?, ?, ?>> CLAIMS = new TreeMap<>();

  private record Claim<I, P, O>(LoadedModel<I, P, O> model, Function<Random, I> input) {
    static <I, O> Claim<I, ?, O> of(ModelLoader<I, O> loader, Function<Random, I> input) {
      return of(loader.load(), input);
    }

    private static <I, P, O> Claim<I, P, O> of(
        LoadedModel<I, P, O> model, Function<Random, I> input) {
      return new Claim<>(model, input);
    }

    /** A random batch of one length bucket; each of its rows alone, too. */
    void hold(String name, int mostRows, Random random) throws Exception {
      assertThat(model.sameBytes()).as(name + " claims it").isTrue();
      Preprocessor<I, P> preprocessor = model.preprocessor();
      List<P> batch = new ArrayList<>();
      for (int i = 0; batch.size() < mostRows && i < MOST_INPUTS; i++) {
        P row = preprocessor.prepare(input.apply(random));
        if (i == 0 || preprocessor.paddedTokens(row) == preprocessor.paddedTokens(batch.get(0))) {
          batch.add(row);
        }
      }
      List<O> together = model.model().predict(batch);
      int row = random.nextInt(batch.size());
      O alone = model.model().predict(List.of(batch.get(row))).get(0);
      assertThat(together.get(row))
          .as("%s, row %d of %d", name, row, batch.size())
          .usingRecursiveComparison()
          // Without it floats are equal that are within a millionth.
          .withEqualsForType(Float::equals, Float.class)
          .isEqualTo(alone);
    }
  }

  @BeforeContainer
  static void load() {
    CLAIMS.put("post encoder", Claim.of(new PostEncoderLoader(ENCODER), r -> text(r)));
    CLAIMS.put(
        "sentence encoder, ONNX",
        Claim.of(
            new SentenceEncoderLoader(ENCODER, SentenceEncoderLoader.Pooling.MEAN, 64, 2),
            r -> text(r)));
    CLAIMS.put(
        "post encoder, 4 threads", Claim.of(new PostEncoderLoader(ENCODER, 4), r -> text(r)));
    CLAIMS.put(
        "sentence encoder, ONNX, 4 threads",
        Claim.of(
            new SentenceEncoderLoader(ENCODER, SentenceEncoderLoader.Pooling.MEAN, 64, 4),
            r -> text(r)));
    CLAIMS.put(
        "timeline ranker",
        Claim.of(
            new RankerLoader(MODELS.resolve("timeline-ranker/1.0.0").toString()),
            r -> row(r, RankFeature.values().length)));
    CLAIMS.put(
        "ad click rate",
        Claim.of(
            new AdCtrLoader(MODELS.resolve("ad-ctr/1.0.0").toString()),
            r -> row(r, AdFeature.values().length)));
  }

  @AfterContainer
  static void close() {
    CLAIMS.values().forEach(claim -> claim.model().close());
    CLAIMS.clear();
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void aRowHasTheSameBytesInAnyBatch(@ForAll long seed) throws Exception {
    for (Map.Entry<String, Claim<?, ?, ?>> each : CLAIMS.entrySet()) {
      each.getValue().hold(each.getKey(), MOST_ROWS, new Random(seed));
    }
  }

  /**
   * A picture takes as long as thousands of texts; {@link ImagePainterTest} paints larger batches.
   */
  @Property(tries = 1)
  void aPictureHasTheSameBytesBesideAnother(@ForAll long seed) throws Exception {
    Claim<?, ?, ?> painter =
        Claim.of(
            new ImagePainterLoader(MODELS.resolve("ad-image/1.1.0").toString()),
            r -> new ImageBrief("coffee", "warm", List.of("#6F4E37", "#D7B899"), r.nextLong()));
    try (LoadedModel<?, ?, ?> closed = painter.model()) {
      painter.hold("image painter", 2, new Random(seed));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int words = 6 + random.nextInt(3); words > 0; words--) {
      text.append(Integer.toString(random.nextInt(36 * 36 * 36), 36)).append(' ');
    }
    return text.toString();
  }

  private static float[] row(Random random, int width) {
    float[] row = new float[width];
    for (int i = 0; i < width; i++) {
      row[i] = random.nextFloat() * 4 - 1;
    }
    return row;
  }
}
