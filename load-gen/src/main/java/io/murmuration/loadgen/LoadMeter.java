package io.murmuration.loadgen;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts a load and times its acknowledgements. Thread-safe. */
final class LoadMeter {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
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

  void acknowledged(long latencyMicros) {
    acknowledged.incrementAndGet();
    recorder.recordValue(Math.max(0, Math.min(LONGEST_MICROS, latencyMicros)));
  }

  synchronized LoadSnapshot snapshot() {
    total.add(recorder.getIntervalHistogram());
    return new LoadSnapshot(
        sent.get(), acknowledged.get(), skipped.get(), failed.get(), LatencySummary.of(total));
  }
}
