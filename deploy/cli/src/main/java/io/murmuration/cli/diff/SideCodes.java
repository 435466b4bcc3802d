package io.murmuration.cli.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which versions of the code each side was made: a record without a pair has but one of its own.
 */
final class SideCodes {
  private final Map<String, Set<String>> bySide = new HashMap<>();

  /**
   * To be told of each record, before any is asked about.
   *
   * @param code empty where the record does not say
   */
  void saw(String side, String code) {
    bySide.computeIfAbsent(side, s -> new TreeSet<>()).add(code);
  }

  /**
   * Why the other side has no such record, where all of that side is of one other version.
   *
   * @param code of the record
   * @param missingInB else it is A that has none
   */
  String ofAlone(String code, String otherSide, boolean missingInB) {
    Set<String> others = bySide.getOrDefault(otherSide, Set.of());
    if (others.size() != 1) {
      return Cause.UNKNOWN;
    }
    String other = others.iterator().next();
    return missingInB ? Cause.ofCode(code, other) : Cause.ofCode(other, code);
  }
}
