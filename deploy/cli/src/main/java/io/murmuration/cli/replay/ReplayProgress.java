package io.murmuration.cli.replay;

import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.jobs.replay.ReplayedJobs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * How far a replay is, and how long the rest takes. It is as far as it has read its inputs, and no
 * farther than the results of the one that its windows are given for: a job may read ahead.
 */
public final class ReplayProgress {
  private static final int LOOKS = 30;

  private record Look(long nanos, double share) {}

  private final ReplayPlan plan;
  private final ReplayFolder folder;
  private final Deque<Look> looks = new ArrayDeque<>();

  public ReplayProgress(ReplayFolder folder, ReplayPlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /** One line: share, rate, time left, of the last looks. */
  public String line() {
    return line(folder.positions(), System.nanoTime());
  }

  String line(ReplayPositions now, long nanos) {
    if (now.areNone()) {
      return "replay %s: starting, %d records to read".formatted(plan.id(), plan.records());
    }
    double share = share(plan, now);
    looks.addLast(new Look(nanos, share));
    if (looks.size() > LOOKS) {
      looks.removeFirst();
    }
    return "replay %s: %.0f %%, %s (%d of %d records read)"
        .formatted(plan.id(), 100 * share, pace(share, nanos), read(plan, now), plan.records());
  }

  private String pace(double share, long nanos) {
    double gained = share - looks.getFirst().share();
    if (gained <= 0) {
      return "at work";
    }
    double seconds = (nanos - looks.getFirst().nanos()) / 1e9;
    return "%.0f/s, %s left"
        .formatted(
            gained * plan.records() / seconds,
            text(Duration.ofSeconds(Math.round((1 - share) * seconds / gained))));
  }

  /** Records that were read, warm-up and run-out included. */
  public static long read(ReplayPlan plan, ReplayPositions positions) {
    return reached(plan.windows(), positions.read());
  }

  /** Of the whole, 0 to 1. */
  static double share(ReplayPlan plan, ReplayPositions positions) {
    return Math.min(
        share(plan.windows(), positions.read()), share(ofResults(plan), positions.results()));
  }

  private static List<ReplayWindow> ofResults(ReplayPlan plan) {
    String topic =
        ReplayedJobs.byName(plan.job()).map(job -> job.inputs().get(0).name()).orElse("");
    return plan.windows().stream().filter(window -> window.topic().equals(topic)).toList();
  }

  private static double share(List<ReplayWindow> windows, Map<String, Long> offsets) {
    long records = windows.stream().mapToLong(ReplayWindow::records).sum();
    return records == 0 ? 1 : (double) reached(windows, offsets) / records;
  }

  private static long reached(List<ReplayWindow> windows, Map<String, Long> offsets) {
    return windows.stream().mapToLong(window -> reached(window, offsets)).sum();
  }

  private static long reached(ReplayWindow window, Map<String, Long> offsets) {
    String key = ReplayPositions.key(window.topic(), Integer.toString(window.partition()));
    return window.before(offsets.getOrDefault(key, -1L) + 1);
  }

  private static String text(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }
}
