package io.murmuration.jobs.rank.stages;

import io.murmuration.model.lifecycle.ModelStamp;

/**
 * All candidates of one reader at one moment.
 *
 * @param source the last input before
 * @param atMillis event time of the ranking; one reader's slates have different ones
 * @param lateInputs of the reader so far
 * @param stamp the ranker that it meets; null before it is stamped, where nobody stamps, and in
 *     state that is older than stamps: then it is the shipped one
 */
public record Slate(
    Origin source, String user, long atMillis, long lateInputs, SlateRow[] rows, ModelStamp stamp) {
  public Slate(Origin source, String user, long atMillis, long lateInputs, SlateRow[] rows) {
    this(source, user, atMillis, lateInputs, rows, null);
  }

  public Slate stamped(ModelStamp with) {
    return new Slate(source, user, atMillis, lateInputs, rows, with);
  }

  public float[][] features() {
    float[][] features = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      features[i] = rows[i].features();
    }
    return features;
  }
}
