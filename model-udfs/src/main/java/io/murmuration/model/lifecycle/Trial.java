package io.murmuration.model.lifecycle;

import java.util.Locale;
import java.util.Optional;

/**
 * A candidate's count against its rule, in windows of so many of its records: no clock decides.
 *
 * @param records of the candidate: those it served as a canary, or was compared on as a shadow
 * @param others served by other models meanwhile
 */
public record Trial(
    ModelRole role,
    ModelRevision candidate,
    TrialRule rule,
    long records,
    long failed,
    long nanos,
    long compared,
    long disagreed,
    long others,
    long otherNanos) {

  public static Trial of(ModelRole role, ModelRevision candidate, TrialRule rule) {
    return new Trial(role, candidate, rule, 0, 0, 0, 0, 0, 0, 0);
  }

  public Trial with(TrialOutcome outcome) {
    boolean own = outcome.sha256().equals(candidate.sha256());
    if (!own) {
      return outcome.compared()
          ? this
          : new Trial(
              role,
              candidate,
              rule,
              records,
              failed,
              nanos,
              compared,
              disagreed,
              others + 1,
              otherNanos + outcome.nanos());
    }
    boolean counts = outcome.compared() == (role == ModelRole.SHADOW);
    return new Trial(
        role,
        candidate,
        rule,
        records + (counts ? 1 : 0),
        failed + (counts && outcome.failed() ? 1 : 0),
        nanos + (counts ? outcome.nanos() : 0),
        compared + (outcome.compared() && !outcome.failed() ? 1 : 0),
        disagreed + (outcome.disagreed() ? 1 : 0),
        others,
        otherNanos);
  }

  /** Why the candidate has to go, or empty; at once when what follows can't save its window. */
  public Optional<String> verdict() {
    if (failed > rule.maxErrorRate() * rule.minRecords()) {
      return Optional.of(
          text("refused %d of %d records, at most %.1f %% may be", failed, records, share()));
    }
    if (disagreed > rule.maxDisagreement() * rule.minRecords()) {
      return Optional.of(
          text(
              "differs on %d of %d compared records, at most %.1f %% may",
              disagreed, compared, 100 * rule.maxDisagreement()));
    }
    if (windowIsFull() && others > 0 && ratio() > rule.maxLatencyRatio()) {
      return Optional.of(
          text(
              "takes %.2f times as long as the active model on %d records, at most %.2f is allowed",
              ratio(), records, rule.maxLatencyRatio()));
    }
    return Optional.empty();
  }

  /** Begins the next window when this one is full. */
  public Trial next() {
    return windowIsFull() ? of(role, candidate, rule) : this;
  }

  private boolean windowIsFull() {
    return records >= rule.minRecords();
  }

  private double share() {
    return 100 * rule.maxErrorRate();
  }

  private double ratio() {
    return ((double) nanos / records) / ((double) otherNanos / others);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
