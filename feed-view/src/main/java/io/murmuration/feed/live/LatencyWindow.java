package io.murmuration.feed.live;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Latencies of the last ten seconds. Any thread records; one thread looks, once a second. */
final class LatencyWindow {
  private static final int SECONDS = 10;
  private static final long MOST_MICROS = 3_600_000_000L;
  private static final int DIGITS = 2;

  private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);
  private final Deque<Histogram> seconds = new ArrayDeque<>();

  /**
   * @param count in the last second
   * @param p50Millis of the last ten seconds, as are the others; NaN where there is none
   */
  record Percentiles(long count, double p50Millis, double p95Millis, double p99Millis) {}

  void record(long micros) {
    recorder.recordValue(Math.max(0, Math.min(MOST_MICROS, micros)));
  }

  Percentiles look() {
    Histogram last = recorder.getIntervalHistogram();
    seconds.addLast(last);
    if (seconds.size() > SECONDS) {
      seconds.removeFirst();
    }
    Histogram all = new Histogram(MOST_MICROS, DIGITS);
    seconds.forEach(all::add);
    return new Percentiles(
        last.getTotalCount(), percentile(all, 50), percentile(all, 95), percentile(all, 99));
  }

  private static double percentile(Histogram all, double percent) {
    return all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(percent) / 1e3;
  }
}
