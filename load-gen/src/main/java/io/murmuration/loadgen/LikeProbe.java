package io.murmuration.loadgen;

import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Likes the first post of one reader's timeline after another, on a schedule that waits for no
 * answer, and times each like from the moment of sending until feed-view answers with a timeline
 * without it; a twentieth of a second at most is of the looking. The like comes alone: were likes
 * lost, no view of the post would take it away. Thread-safe.
 */
public final class LikeProbe implements AutoCloseable {
  /** A like that isn't answered by then counts as this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A timeline is some 20 kB of JSON: to look more often would be a load of its own. */
  private static final long LOOK_EVERY_MILLIS = 50;

  private final TimelineSource timelines;
  private final int people;
  private final Clock clock = Clock.systemUTC();
  private final RecordSender<Engagement> engagements;
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService waiting = Executors.newCachedThreadPool();
  private Histogram micros = new Histogram(PATIENCE.toNanos() / 1_000, 3);
  private int next;

  /**
   * @param timelines as feed-view shows them
   * @param people of {@link LoadRun#world}, who act at the same time
   */
  public LikeProbe(LoadTarget target, TimelineSource timelines, int people, double likesPerSecond) {
    this.timelines = timelines;
    this.people = people;
    engagements = new RecordSender<>(target, Topics.ENGAGEMENTS, clock, new LoadMeter());
    long everyNanos = (long) (1e9 / likesPerSecond);
    schedule.scheduleAtFixedRate(
        () -> waiting.execute(this::like), everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  private synchronized String nextReader() {
    next = (next + 1) % people;
    return WorldRecords.handle(next);
  }

  private void like() {
    String reader = nextReader();
    try {
      List<String> shown = timelines.timelineOf(reader);
      if (shown.isEmpty()) {
        return;
      }
      long sentMillis = clock.millis();
      engagements.send(like(reader, shown.get(0), sentMillis), sentMillis);
      record(answeredAfter(reader, shown.get(0), sentMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Engagement like(String reader, String tweetId, long sentMillis) {
    return Engagement.newBuilder()
        .setUserId(reader)
        .setTweetId(tweetId)
        .setKind(EngagementKind.like)
        .setAt(Instant.ofEpochMilli(sentMillis))
        .build();
  }

  private long answeredAfter(String reader, String liked, long sentMillis)
      throws InterruptedException {
    while (clock.millis() - sentMillis < PATIENCE.toMillis()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      List<String> now = timelines.timelineOf(reader);
      if (!now.isEmpty() && !now.contains(liked)) {
        return clock.millis() - sentMillis;
      }
    }
    return PATIENCE.toMillis();
  }

  private synchronized void record(long millis) {
    micros.recordValue(Math.min(millis, PATIENCE.toMillis()) * 1_000);
  }

  /** Of the likes answered, or given up, since the last call. */
  public synchronized LatencySummary take() {
    LatencySummary summary = LatencySummary.of(micros);
    micros = new Histogram(PATIENCE.toNanos() / 1_000, 3);
    return summary;
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    waiting.shutdownNow();
    try {
      waiting.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    engagements.close();
  }
}
