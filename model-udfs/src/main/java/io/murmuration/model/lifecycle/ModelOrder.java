package io.murmuration.model.lifecycle;

/**
 * A command as it was read from the models topic.
 *
 * @param offset its position there; orders are carried out in this order
 * @param percent share of the keys, for a canary or shadow
 * @param ended whether it ends the canary or shadow instead of beginning one
 * @param reason why, or null
 * @param atMillis when it was given
 * @param problem why it can't be carried out whatever the model is, or null
 */
public record ModelOrder(
    long offset,
    String operator,
    ModelRole role,
    ModelRevision revision,
    int percent,
    boolean ended,
    TrialRule rule,
    String issuedBy,
    String reason,
    long atMillis,
    String problem) {
  /** The offset of what no command asked for. */
  public static final long NO_COMMAND = -1;

  /** The model that a job brings with it and runs until a command says otherwise. */
  static ModelOrder shipped(String operator, ModelRevision revision, long stampMillis) {
    return new ModelOrder(
        NO_COMMAND,
        operator,
        ModelRole.ACTIVE,
        revision,
        100,
        false,
        TrialRule.none(),
        "the job",
        "shipped with the job; no command has come yet",
        stampMillis,
        null);
  }
}
