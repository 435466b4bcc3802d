package io.murmuration.loadgen;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.CreativeFeedback;
import io.murmuration.loadgen.ads.AdRequests;
import io.murmuration.loadgen.ads.Campaigns;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Campaigns once, then requests for advertisements at the times of a Poisson process; what is
 * answered is shown to the simulated audience.
 */
final class AdTraffic {
  /** Campaigns are bid for some seconds after they are published. */
  private static final Duration CAMPAIGNS_FIRST = Duration.ofSeconds(6);

  private final LoadTarget target;
  private final TrafficConfig config;
  private final LoadMeter meter;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param config its rate is of requests
   */
  AdTraffic(LoadTarget target, TrafficConfig config, LoadMeter meter) {
    this.target = target;
    this.config = config;
    this.meter = meter;
  }

  /**
   * @throws InterruptedException when told to stop
   */
  void run() throws InterruptedException {
    publishCampaigns();
    Arrivals arrivals = new Arrivals(config.tweetsPerSecond(), config.seed());
    double endSeconds =
        config.duration().map(d -> d.toNanos() / 1e9).orElse(Double.POSITIVE_INFINITY);
    try (RecordSender<CreativeFeedback> feedback =
            new RecordSender<>(target, Topics.CREATIVES_FEEDBACK, clock, new LoadMeter());
        AdAudience audience =
            AdAudience.follow(
                target, each -> feedback.send(each, clock.millis()), config.seed(), meter);
        RecordSender<AdRequest> sender =
            new RecordSender<>(target, Topics.AD_REQUESTS, clock, meter)) {
      Thread.sleep(CAMPAIGNS_FIRST.toMillis());
      long startMillis = clock.millis();
      long startNanos = System.nanoTime();
      AdRequests requests = new AdRequests(config.seed(), Long.toString(startMillis, 36));
      for (double at = arrivals.next(); at < endSeconds; at = arrivals.next()) {
        await(startNanos + (long) (at * 1e9));
        long intendedMillis = startMillis + (long) (at * 1e3);
        sender.send(requests.next(intendedMillis, audience.recentPosts()), intendedMillis);
      }
      sender.flush();
    }
  }

  private void publishCampaigns() {
    try (RecordSender<Campaign> sender =
        new RecordSender<>(target, Topics.CAMPAIGNS, clock, new LoadMeter())) {
      Instant now = clock.instant();
      Campaigns.running(now).forEach(each -> sender.send(each, now.toEpochMilli()));
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
