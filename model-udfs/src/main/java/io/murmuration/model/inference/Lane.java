package io.murmuration.model.inference;

/** Who goes first where requests wait: the most urgent lane, but none is passed over for ever. */
public enum Lane {
  /** Somebody waits for the answer: the nearest deadline first. */
  ADS(Integer.MAX_VALUE),

  /** In the order of arrival, whenever no advertisement waits. */
  FEED(4),

  /** What the others leave idle. */
  REPLAY(16);

  private final int patience;

  Lane(int patience) {
    this.patience = patience;
  }

  /** So many batches in a row of more urgent lanes; then a batch of this one is due. */
  int patience() {
    return patience;
  }
}
