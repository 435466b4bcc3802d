package io.murmuration.model.generate;

import java.util.ArrayDeque;

/**
 * Where a sequence that says what it would not may go back to, the latest place first: a few times
 * to the same, then to the one before, and so often in all. Then it bears what comes, so every
 * sequence ends. (Backtracking, as in constraint search; it draws on, so the way is another.)
 */
final class Rests {
  private static final int TIMES_TO_ONE = 2;
  private static final int TIMES_IN_ALL = 12;

  /**
   * @param size tokens of the sequence there
   * @param constraint as it was there
   */
  record Rest(int size, TokenConstraint.State constraint) {}

  private final ArrayDeque<Rest> rests = new ArrayDeque<>();
  private int timesToLast;
  private int times;

  /**
   * @param constraint a copy that nobody changes, or null where this is no place to come back to
   */
  void reached(int size, TokenConstraint.State constraint) {
    if (constraint != null) {
      rests.push(new Rest(size, constraint));
      timesToLast = 0;
    }
  }

  /**
   * @param size tokens of the sequence now
   * @return null where it has been back often enough, or there is no way back
   */
  Rest back(int size) {
    if (times == TIMES_IN_ALL) {
      return null;
    }
    boolean here = !rests.isEmpty() && rests.peek().size() == size;
    if (here || timesToLast == TIMES_TO_ONE && rests.size() > 1) {
      rests.pop();
      timesToLast = 0;
    }
    times++;
    timesToLast++;
    return rests.peek();
  }
}
