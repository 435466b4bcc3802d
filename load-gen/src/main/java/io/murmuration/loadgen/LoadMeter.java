package io.murmuration.loadgen;

import io.murmuration.event.EngagementKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts a load and times its acknowledgements. Thread-safe. */
final class LoadMeter {
  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final Set<EngagementKind> PLEASED =
      EnumSet.of(
          EngagementKind.like, EngagementKind.repost, EngagementKind.reply, EngagementKind.click);
  private static final Set<EngagementKind> COMPLAINTS =
      EnumSet.of(EngagementKind.mute, EngagementKind.block, EngagementKind.report);

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong views = new AtomicLong();
  private final AtomicLong pleased = new AtomicLong();
  private final AtomicLong complaints = new AtomicLong();
  private final Recorder recorder = new Recorder(LONGEST_MICROS, 3);
  private final Histogram total = new Histogram(LONGEST_MICROS, 3);

  void sent() {
    sent.incrementAndGet();
  }

  void skipped() {
    skipped.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  /**
   * @param did what a person did with a post that was shown; a dwell may as well be somebody who
   *     fell asleep
   */
  void viewed(Set<EngagementKind> did) {
    views.incrementAndGet();
    if (!Collections.disjoint(did, PLEASED)) {
      pleased.incrementAndGet();
    }
    if (!Collections.disjoint(did, COMPLAINTS)) {
      complaints.incrementAndGet();
    }
  }

  void acknowledged(long latencyMicros) {
    acknowledged.incrementAndGet();
    recorder.recordValue(Math.max(0, Math.min(LONGEST_MICROS, latencyMicros)));
  }

  synchronized LoadSnapshot snapshot() {
    total.add(recorder.getIntervalHistogram());
    return new LoadSnapshot(
        sent.get(),
        acknowledged.get(),
        skipped.get(),
        failed.get(),
        LatencySummary.of(total),
        new Reactions(views.get(), pleased.get(), complaints.get()));
  }
}
