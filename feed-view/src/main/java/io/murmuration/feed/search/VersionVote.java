package io.murmuration.feed.search;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;

/**
 * Which version most of the last posts have. A canary of up to half of them decides nothing, nor
 * does a late post of the version before. Thread-safe.
 */
final class VersionVote {
  private static final int VOTES = 20;
  private static final int NEEDED = 16;

  private final Deque<EmbeddingVersion> last = new ArrayDeque<>();

  synchronized void add(EmbeddingVersion version) {
    last.addLast(version);
    if (last.size() > VOTES) {
      last.removeFirst();
    }
  }

  /**
   * @return empty where no version has enough of them
   */
  synchronized Optional<EmbeddingVersion> winner() {
    return last.stream()
        .distinct()
        .filter(version -> Collections.frequency(last, version) >= NEEDED)
        .findFirst();
  }
}
