package io.murmuration.model.lifecycle;

/**
 * What became of an order.
 *
 * @param message why it was refused, else null
 * @param fromMillis the record stamp from which it holds; meaningless when refused
 * @param previous what had the role before, or null
 */
public record ModelDecision(
    ModelOrder order, Outcome outcome, String message, long fromMillis, ModelRevision previous) {
  /** How an order ended. */
  public enum Outcome {
    SERVING,
    REFUSED,
    ENDED
  }

  public static ModelDecision refused(ModelOrder order, String message) {
    return new ModelDecision(order, Outcome.REFUSED, message, 0, null);
  }

  public static ModelDecision shipped(String operator, ModelRevision revision, long stampMillis) {
    ModelOrder order = ModelOrder.shipped(operator, revision, stampMillis);
    return new ModelDecision(order, Outcome.SERVING, null, stampMillis, null);
  }
}
