package io.murmuration.model.rank;

import io.murmuration.model.inference.RepeatableSmokeTest;
import io.murmuration.model.inference.SmokeTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Rows of an ad near nothing and far from it: probabilities, the same again. */
public final class ClicksSmokeTest {
  private static final float[] SCALES = {0, 0.5f, -4, 4};

  private ClicksSmokeTest() {}

  public static SmokeTest<float[], Float> ofRows() {
    return new RepeatableSmokeTest<>(ClicksSmokeTest::rows, ClicksSmokeTest::bytes);
  }

  private static List<float[]> rows() {
    return List.of(row(SCALES[0]), row(SCALES[1]), row(SCALES[2]), row(SCALES[3]));
  }

  private static float[] row(float scale) {
    float[] row = new float[AdFeature.values().length];
    Arrays.fill(row, scale);
    return row;
  }

  private static byte[] bytes(Float click) {
    return ByteBuffer.allocate(Float.BYTES).putFloat(click).array();
  }
}
