package io.murmuration.cli.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs the records of two sides by key and source position. Several of one position are paired
 * with their like first, the rest in the order in which they were written; what one side holds
 * twice, as after a restart of a sink that writes at least once, counts once.
 */
final class Pairs {
  private static final int WIRE_PREFIX_BYTES = 5;

  /** Either may be null, where the other has no pair. */
  record Pair(ComparedRecord before, ComparedRecord after) {
    boolean isIdentical() {
      return before != null && after != null && sameBytes(before.value(), after.value());
    }
  }

  private Pairs() {}

  static List<Pair> of(List<ComparedRecord> sideA, List<ComparedRecord> sideB) {
    Map<String, List<ComparedRecord>> groupsA = groups(sideA);
    Map<String, List<ComparedRecord>> groupsB = groups(sideB);
    List<Pair> pairs = new ArrayList<>();
    groupsA.forEach(
        (position, before) -> {
          List<ComparedRecord> after = groupsB.remove(position);
          pair(before, after == null ? new ArrayList<>() : after, pairs);
        });
    groupsB.values().forEach(after -> pair(new ArrayList<>(), after, pairs));
    return pairs;
  }

  private static Map<String, List<ComparedRecord>> groups(List<ComparedRecord> side) {
    Map<String, List<ComparedRecord>> groups = new LinkedHashMap<>();
    for (ComparedRecord record : side) {
      List<ComparedRecord> group =
          groups.computeIfAbsent(record.pairing(), position -> new ArrayList<>());
      take(group, record);
      group.add(record);
    }
    return groups;
  }

  private static void pair(
      List<ComparedRecord> before, List<ComparedRecord> after, List<Pair> pairs) {
    for (Iterator<ComparedRecord> each = before.iterator(); each.hasNext(); ) {
      ComparedRecord record = each.next();
      ComparedRecord same = take(after, record);
      if (same != null) {
        pairs.add(new Pair(record, same));
        each.remove();
      }
    }
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      pairs.add(
          new Pair(
              i < before.size() ? before.get(i) : null, i < after.size() ? after.get(i) : null));
    }
  }

  /** Removes and returns the one that holds the same, if there is one. */
  private static ComparedRecord take(List<ComparedRecord> from, ComparedRecord like) {
    for (Iterator<ComparedRecord> each = from.iterator(); each.hasNext(); ) {
      ComparedRecord record = each.next();
      if (sameBytes(record.value(), like.value())) {
        each.remove();
        return record;
      }
    }
    return null;
  }

  /** Two registries' numbers for one schema are no difference. */
  private static boolean sameBytes(byte[] a, byte[] b) {
    if (a == null || b == null || Math.min(a.length, b.length) < WIRE_PREFIX_BYTES) {
      return Arrays.equals(a, b);
    }
    return Arrays.equals(a, WIRE_PREFIX_BYTES, a.length, b, WIRE_PREFIX_BYTES, b.length);
  }
}
