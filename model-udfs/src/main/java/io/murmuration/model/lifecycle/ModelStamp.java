package io.murmuration.model.lifecycle;

/**
 * The models that a record meets, decided before it meets them.
 *
 * @param shadow computes it too, for comparison alone, or null
 * @param canary whether the model is on trial as a canary
 * @param trial whether a trial is on, so that the record's outcome is counted
 */
public record ModelStamp(ModelRevision model, ModelRevision shadow, boolean canary, boolean trial) {

  /** Of a record that asks for this model: no trial counts it. */
  public static ModelStamp asked(ModelRevision model) {
    return new ModelStamp(model, null, false, false);
  }
}
