package io.murmuration.cli.reconcile;

import io.murmuration.cli.reconcile.PositionRanges.Range;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One input partition: which of its records were read, and which have met their fate. */
final class PartitionLedger {
  private static final long SAMPLE_MILLIS = 500;

  private final PositionRanges read = new PositionRanges();
  private final PositionRanges fated = new PositionRanges();
  private final TreeMap<Long, Long> nextByStamp = new TreeMap<>();
  private final long begin;
  private long settled;
  private long records;

  PartitionLedger(long begin) {
    this.begin = begin;
    this.settled = begin;
  }

  void input(long offset, long stampMillis) {
    read.add(offset);
    records++;
    Map.Entry<Long, Long> last = nextByStamp.lastEntry();
    if (last == null || stampMillis - last.getKey() >= SAMPLE_MILLIS) {
      nextByStamp.put(stampMillis, offset);
    }
  }

  /** Whether it is one of those that are counted. */
  boolean covers(long offset) {
    return offset >= begin;
  }

  /** Whether it is the only one that the record has met. */
  boolean fate(long offset) {
    return offset >= settled && fated.add(offset);
  }

  /**
   * What has no fate, of the records stamped before that time.
   *
   * @param nextInput the first offset that was not read
   */
  List<Range> missing(long beforeMillis, long nextInput) {
    Map.Entry<Long, Long> young = nextByStamp.ceilingEntry(beforeMillis);
    return read.without(fated, young == null ? nextInput : young.getValue());
  }

  /**
   * Forgets what has its fate: memory is that of what is in flight, and of the gaps.
   *
   * @param beforeMillis no earlier time is asked about any more
   */
  void settle(long nextInput, long beforeMillis) {
    List<Range> pending = read.without(fated, Long.MAX_VALUE);
    settled = Math.max(settled, pending.isEmpty() ? nextInput : pending.get(0).from());
    read.forgetBefore(settled);
    fated.forgetBefore(settled);
    nextByStamp.headMap(beforeMillis).clear();
  }

  long records() {
    return records;
  }

  /** What it remembers, in entries. */
  int size() {
    return read.holes() + fated.holes() + nextByStamp.size();
  }
}
