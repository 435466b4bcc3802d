package io.murmuration.jobs.rank;

import io.murmuration.event.DeadLetter;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.RawRecord;
import java.util.List;
import java.util.Optional;

/** What makes an input one that no stage could handle. */
final class Refusals {
  static final String STAGE = "validate";
  private static final int MAX_ID_CHARACTERS = 256;
  private static final int MAX_DIMENSION = 4_096;

  /**
   * @param kind stable, for counting
   */
  record Refusal(String kind, String message) {
    DeadLetter of(RawRecord record) {
      return DeadLetters.of(record, STAGE, kind, message, 1, null);
    }
  }

  private Refusals() {}

  static Optional<Refusal> ofId(String field, String id) {
    if (id.isBlank()) {
      return Optional.of(new Refusal("EMPTY_ID", field + " is empty: give it an id"));
    }
    if (id.length() > MAX_ID_CHARACTERS) {
      return Optional.of(
          new Refusal(
              "ID_TOO_LONG",
              "%s has %d characters, at most %d are taken"
                  .formatted(field, id.length(), MAX_ID_CHARACTERS)));
    }
    return Optional.empty();
  }

  static Optional<Refusal> ofVector(List<Float> vector) {
    if (vector.isEmpty() || vector.size() > MAX_DIMENSION) {
      return Optional.of(
          new Refusal(
              "WRONG_SHAPE",
              "the embedding has %d numbers: from 1 to %d are taken"
                  .formatted(vector.size(), MAX_DIMENSION)));
    }
    return vector.stream().allMatch(Float::isFinite)
        ? Optional.empty()
        : Optional.of(new Refusal("NOT_FINITE", "the embedding holds a number that is not finite"));
  }
}
