package io.murmuration.cli.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of offsets of one partition, as ranges: its size is that of its holes. */
final class PositionRanges {
  /**
   * @param to left out
   */
  record Range(long from, long to) {
    @Override
    public String toString() {
      return to == from + 1 ? Long.toString(from) : from + "-" + (to - 1);
    }
  }

  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Whether it was not there yet. */
  boolean add(long offset) {
    Map.Entry<Long, Long> before = ranges.floorEntry(offset);
    if (before != null && before.getValue() > offset) {
      return false;
    }
    boolean joinsBefore = before != null && before.getValue() == offset;
    Long toOfNext = ranges.remove(offset + 1);
    ranges.put(joinsBefore ? before.getKey() : offset, toOfNext == null ? offset + 1 : toOfNext);
    return true;
  }

  /** What is here, lies before the bound, and is not in the other; ascending. */
  List<Range> without(PositionRanges other, long bound) {
    List<Range> left = new ArrayList<>();
    for (Map.Entry<Long, Long> range : ranges.headMap(bound).entrySet()) {
      long from = range.getKey();
      long to = Math.min(bound, range.getValue());
      Map.Entry<Long, Long> floor = other.ranges.floorEntry(from);
      if (floor != null) {
        from = Math.max(from, Math.min(to, floor.getValue()));
      }
      for (Map.Entry<Long, Long> hit : other.ranges.subMap(from, to).entrySet()) {
        if (from < hit.getKey()) {
          left.add(new Range(from, hit.getKey()));
        }
        from = Math.max(from, hit.getValue());
      }
      if (from < to) {
        left.add(new Range(from, to));
      }
    }
    return left;
  }

  /** Forgets what lies before. */
  void forgetBefore(long bound) {
    Map.Entry<Long, Long> across = ranges.lowerEntry(bound);
    ranges.headMap(bound).clear();
    if (across != null && across.getValue() > bound) {
      ranges.put(bound, across.getValue());
    }
  }

  int holes() {
    return ranges.size();
  }
}
