package io.murmuration.jobs.enrich;

import io.murmuration.jobs.Lineage;

/** Which record has an id: {@link Deduplicate}'s state. */
public record FirstSeen(long stamp, String firstRead, int attempt) {

  static FirstSeen of(long stamp, Lineage lineage) {
    return new FirstSeen(stamp, lineage.firstRead(), lineage.attempt());
  }

  Lineage lineage() {
    return new Lineage(firstRead, attempt);
  }
}
