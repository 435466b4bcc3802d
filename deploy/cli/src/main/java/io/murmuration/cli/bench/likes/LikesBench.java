package io.murmuration.cli.bench.likes;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.cli.stack.WholeStack;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.loadgen.HttpTimelines;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LikeProbe;
import io.murmuration.loadgen.LoadTarget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How soon a like shows in the view's answer, on the whole stack: first what traffic it keeps up
 * with, then at half of that.
 */
public final class LikesBench implements Bench {
  private static final String NAME = "likes";
  private static final double LIKES_PER_SECOND = 1;
  private static final double STEP = 1.5;

  /** Traffic is kept up with where half of the likes show within this time. */
  private static final Duration BEHIND_AT_MOST = Duration.ofSeconds(2);

  private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(4);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "how soon a like shows at half load, whole stack; about 15 minutes, with --quick 3";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    Measurements found = new Measurements(NAME);
    try (ScratchFolder folder = ScratchFolder.create();
        DevStack stack =
            DevStack.start(
                WholeStack.of(settings.root(), folder.resolve("data"), Ports.free()),
                settings.progress())) {
      StackAddresses at = stack.addresses();
      LoadTarget target = new LoadTarget(at.bootstrap(), at.registryUrl());
      try (LikeProbe likes =
          new LikeProbe(
              target, new HttpTimelines(at.feedUrl()), WorldLoad.PEOPLE, LIKES_PER_SECOND)) {
        new Steps(settings, target, at.feedUrl(), likes, found).run();
      }
    }
    return List.of(BenchReport.against("half load", found.figures()));
  }

  private record Steps(
      BenchSettings settings,
      LoadTarget target,
      String feedUrl,
      LikeProbe likes,
      Measurements found) {
    void run() throws InterruptedException {
      WorldLoad half = new WorldLoad(settings.quick() ? 1 : capacity().times() / 2);
      found.add("half load", "posts", "posts/s", half.postsPerSecond());
      try (WorldLoad.Running load = half.start(target, feedUrl)) {
        recover();
        Thread.sleep(settings.choose(Duration.ofSeconds(20), Duration.ofMinutes(1)).toMillis());
        for (int i = 0; i < settings.repeats(); i++) {
          add("half load", measured(settings.choose(15, 60)));
        }
      }
    }

    /** The greatest load kept up with, of steps each half as high again; the first may be less. */
    private WorldLoad capacity() throws InterruptedException {
      WorldLoad load = new WorldLoad(1);
      while (!keepsUpWith(load)) {
        load = load.times(1 / STEP);
        recover();
      }
      if (load.times() < 1) {
        return load;
      }
      while (keepsUpWith(load.times(STEP))) {
        load = load.times(STEP);
      }
      return load;
    }

    private boolean keepsUpWith(WorldLoad load) throws InterruptedException {
      try (WorldLoad.Running running = load.start(target, feedUrl)) {
        Thread.sleep(Duration.ofSeconds(45).toMillis());
        LatencySummary seen = measured(45);
        add(load.label(), seen);
        return seen.p50Millis() <= BEHIND_AT_MOST.toMillis();
      }
    }

    /** Without traffic, until what waits is done. */
    private void recover() throws InterruptedException {
      long deadline = System.nanoTime() + RECOVERS_WITHIN.toNanos();
      while (!(measured(10).p99Millis() <= BEHIND_AT_MOST.toMillis())
          && System.nanoTime() < deadline) {
        settings.progress().accept("waiting for a backlog to go");
      }
    }

    private LatencySummary measured(int seconds) throws InterruptedException {
      likes.take();
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
      return likes.take();
    }

    private void add(String arm, LatencySummary seen) {
      found.add(arm, "like to view p50", "ms", seen.p50Millis());
      found.add(arm, "like to view p99", "ms", seen.p99Millis());
      found.add(arm, "likes", "count", seen.count());
      settings
          .progress()
          .accept(
              String.format(
                  Locale.ROOT,
                  "%s: %d likes, p50 %.0f ms, p99 %.0f ms",
                  arm,
                  seen.count(),
                  seen.p50Millis(),
                  seen.p99Millis()));
    }
  }
}
