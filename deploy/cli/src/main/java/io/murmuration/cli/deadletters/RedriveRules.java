package io.murmuration.cli.deadletters;

import io.murmuration.event.DeadLetter;
import io.murmuration.loadgen.LoadTarget;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which letters may go back; counts the others by why they may not. For one thread. */
public final class RedriveRules implements AutoCloseable {
  private final Predicate<DeadLetter> overtaken;
  private final Runnable close;
  private final Map<String, Long> refused = new TreeMap<>();

  private RedriveRules(Predicate<DeadLetter> overtaken, Runnable close) {
    this.overtaken = overtaken;
    this.close = close;
  }

  /**
   * @param overtaken whether its topic, a compacted one, holds a newer record of the letter's key
   */
  RedriveRules(Predicate<DeadLetter> overtaken) {
    this(overtaken, () -> {});
  }

  /** By what the topics of a cluster hold when a letter is asked about. */
  public static RedriveRules on(LoadTarget target) {
    NewestRecords newest = new NewestRecords(target);
    return new RedriveRules(newest, newest::close);
  }

  /** Counts it where it may not. */
  public boolean allow(DeadLetter letter) {
    Optional<String> why = whyNot(letter);
    why.ifPresent(line -> refused.merge(line, 1L, Long::sum));
    return why.isEmpty();
  }

  private Optional<String> whyNot(DeadLetter letter) {
    if (letter.getOriginalValue() == null) {
      return Optional.of(
          ("not sent: a letter of %s %s holds no value, and a record without one says that its key"
                  + " is gone; mend the cause: what comes next is computed anew")
              .formatted(letter.getStage(), letter.getErrorKind()));
    }
    if (overtaken.test(letter)) {
      return Optional.of(
          ("not sent: %s holds a newer record of the key, which the old one would undo; if the old"
                  + " one is right, let its producer send it anew")
              .formatted(letter.getSource().getTopic()));
    }
    return Optional.empty();
  }

  /** One line for a person, and how many letters it holds for. */
  public Map<String, Long> refused() {
    return refused;
  }

  @Override
  public void close() {
    close.run();
  }
}
