package io.murmuration.cli.diff;

import io.murmuration.event.RankedTimeline;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What timelines say of why they differ: their revision is event time, and they count the inputs of
 * their reader that came late.
 */
final class TimelineCauses {
  private final AvroCodec<?> codec;
  private final Boolean stateIsWhole;
  private final Map<String, Long> newestRevision = new HashMap<>();
  private final Set<String> lateOnOneSide = new HashSet<>();

  /**
   * @param stateIsWhole see {@link Cause}
   */
  TimelineCauses(AvroCodec<?> codec, Boolean stateIsWhole) {
    this.codec = codec;
    this.stateIsWhole = stateIsWhole;
  }

  /** To be told of each, before any is asked about. */
  void saw(String side, RankedTimeline timeline) {
    newestRevision.merge(side, timeline.getRevision(), Math::max);
  }

  /**
   * Takes up the readers that one side counts more late inputs of than the other: what came late by
   * its own word is so on both sides, what a job read late on its own alone.
   */
  void takeBucket(List<ComparedRecord> sideA, List<ComparedRecord> sideB) {
    lateOnOneSide.clear();
    Map<String, Long> lateA = lateInputs(sideA);
    Map<String, Long> lateB = lateInputs(sideB);
    lateOnOneSide.addAll(lateA.keySet());
    lateOnOneSide.addAll(lateB.keySet());
    lateOnOneSide.removeIf(
        each -> !explains(lateA.getOrDefault(each, 0L), lateB.getOrDefault(each, 0L)));
  }

  /** A replay, which waits for all of its input, has no excuse to take any late. */
  private boolean explains(long lateA, long lateB) {
    return lateA > lateB || lateB > lateA && stateIsWhole == null;
  }

  private Map<String, Long> lateInputs(List<ComparedRecord> timelines) {
    Map<String, Long> most = new HashMap<>();
    for (ComparedRecord record : timelines) {
      timeline(record).ifPresent(t -> most.merge(record.key(), t.getLateInputs(), Math::max));
    }
    return most;
  }

  /** A timeline tells of what came late before it, not of what is still to come: ask of all. */
  boolean isLate(String reader) {
    return lateOnOneSide.contains(reader);
  }

  /** Why a timeline has no pair; that its reader has others explains nothing. */
  String ofAlone(ComparedRecord record, String otherSide) {
    long come = newestRevision.getOrDefault(otherSide, Long.MIN_VALUE);
    if (timeline(record).filter(each -> each.getRevision() > come).isPresent()) {
      return otherSide + " has not come so far";
    }
    return Cause.ofState(stateIsWhole, isLate(record.key()));
  }

  private Optional<RankedTimeline> timeline(ComparedRecord record) {
    try {
      return record.value() != null
              && codec.decode(record.value()) instanceof RankedTimeline timeline
          ? Optional.of(timeline)
          : Optional.empty();
    } catch (UndecodableRecordException e) {
      return Optional.empty();
    }
  }
}
