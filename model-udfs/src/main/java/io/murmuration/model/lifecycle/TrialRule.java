package io.murmuration.model.lifecycle;

import java.io.Serializable;

/**
 * When a canary or shadow ends by itself. An infinite limit is not watched.
 *
 * @param maxErrorRate share of the candidate's records that it may refuse
 * @param maxLatencyRatio the candidate's mean time at the model over that of the active one
 * @param maxDisagreement share of the compared records whose labels may differ
 * @param minRecords a verdict is given on so many records, then the count starts anew
 */
public record TrialRule(
    double maxErrorRate, double maxLatencyRatio, double maxDisagreement, int minRecords)
    implements Serializable {
  private static final int DEFAULT_RECORDS = 200;

  public TrialRule {
    requireLimit("max_error_rate", maxErrorRate);
    requireLimit("max_latency_ratio", maxLatencyRatio);
    requireLimit("max_disagreement", maxDisagreement);
    if (minRecords < 1) {
      throw new IllegalArgumentException("min_records must be at least 1: " + minRecords);
    }
  }

  public static TrialRule none() {
    double no = Double.POSITIVE_INFINITY;
    return new TrialRule(no, no, no, DEFAULT_RECORDS);
  }

  /** Whether it needs both models' answers to the same record. */
  public boolean compares() {
    return Double.isFinite(maxDisagreement);
  }

  private static void requireLimit(String name, double limit) {
    if (Double.isNaN(limit) || limit < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + limit);
    }
  }
}
