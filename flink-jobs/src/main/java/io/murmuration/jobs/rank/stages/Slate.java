package io.murmuration.jobs.rank.stages;

/**
 * All candidates of one reader at one moment.
 *
 * @param source the last input before
 * @param atMillis event time of the ranking; one reader's slates have different ones
 * @param lateInputs of the reader so far
 */
public record Slate(Origin source, String user, long atMillis, long lateInputs, SlateRow[] rows) {
  public float[][] features() {
    float[][] features = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      features[i] = rows[i].features();
    }
    return features;
  }
}
