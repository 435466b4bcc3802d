package io.murmuration.loadgen;

import io.murmuration.event.Tweet;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** Sends generated posts at the times of a Poisson process. */
final class OpenLoopTraffic {
  private final LoadTarget target;
  private final TrafficConfig config;
  private final LoadMeter meter;
  private final Clock clock = Clock.systemUTC();

  OpenLoopTraffic(LoadTarget target, TrafficConfig config, LoadMeter meter) {
    this.target = target;
    this.config = config;
    this.meter = meter;
  }

  /**
   * @throws InterruptedException when told to stop
   */
  void run() throws InterruptedException {
    Arrivals arrivals = new Arrivals(config.tweetsPerSecond(), config.seed());
    double endSeconds =
        config.duration().map(d -> d.toNanos() / 1e9).orElse(Double.POSITIVE_INFINITY);
    try (RecordSender<Tweet> sender = new RecordSender<>(target, Topics.TWEETS, clock, meter)) {
      long startMillis = clock.millis();
      long startNanos = System.nanoTime();
      // Another run's posts are other posts, so their ids are other ids.
      PostGenerator posts = new PostGenerator(config.seed(), Long.toString(startMillis, 36));
      for (double at = arrivals.next(); at < endSeconds; at = arrivals.next()) {
        await(startNanos + (long) (at * 1e9));
        long intendedMillis = startMillis + (long) (at * 1e3);
        sender.send(posts.next(intendedMillis), intendedMillis);
      }
      sender.flush();
    }
  }

  private static void await(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
