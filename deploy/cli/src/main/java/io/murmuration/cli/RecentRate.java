package io.murmuration.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a counter grew over the last ten looks at it, which is ten seconds: what comes once in
 * some seconds is not nothing. One thread at a time.
 */
final class RecentRate {
  private static final int LOOKS = 10;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(long nanos, long count) {}

  /**
   * @param nanos of a clock that never goes back
   * @return a second; 0 at the first look
   */
  double at(long nanos, long count) {
    looks.addLast(new Look(nanos, count));
    if (looks.size() > LOOKS + 1) {
      looks.removeFirst();
    }
    Look first = looks.getFirst();
    return nanos == first.nanos() ? 0 : (count - first.count()) / ((nanos - first.nanos()) / 1e9);
  }
}
