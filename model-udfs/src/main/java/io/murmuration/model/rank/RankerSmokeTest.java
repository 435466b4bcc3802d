package io.murmuration.model.rank;

import io.murmuration.event.EngagementKind;
import io.murmuration.model.inference.RepeatableSmokeTest;
import io.murmuration.model.inference.SmokeTest;
import java.nio.ByteBuffer;
import java.util.List;

/** Slates of a few rows, near nothing and far from it: probabilities, the same again. */
public final class RankerSmokeTest {
  private static final int ROWS = 3;
  private static final float[] SCALES = {0, 0.5f, -2, 8};

  private RankerSmokeTest() {}

  public static SmokeTest<float[][], List<RankScores>> ofSlates() {
    return new RepeatableSmokeTest<>(RankerSmokeTest::slates, RankerSmokeTest::bytes);
  }

  private static List<float[][]> slates() {
    return List.of(slate(SCALES[0]), slate(SCALES[1]), slate(SCALES[2]), slate(SCALES[3]));
  }

  private static float[][] slate(float scale) {
    float[][] rows = new float[ROWS][RankFeature.values().length];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] = scale * (1 + (row + i) % ROWS) / ROWS;
      }
    }
    return rows;
  }

  private static byte[] bytes(List<RankScores> scores) {
    ByteBuffer bytes = ByteBuffer.allocate(scores.size() * Engagements.HEADS.size() * Float.BYTES);
    for (RankScores row : scores) {
      for (EngagementKind head : Engagements.HEADS) {
        bytes.putFloat(row.of(head));
      }
    }
    return bytes.array();
  }
}
