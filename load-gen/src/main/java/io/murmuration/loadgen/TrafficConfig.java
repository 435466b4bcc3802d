package io.murmuration.loadgen;

import java.time.Duration;
import java.util.Optional;

/**
 * Generated traffic.
 *
 * @param tweetsPerSecond mean of the Poisson arrivals
 * @param seed of all that is generated: equal seeds write equal posts
 * @param duration until stopped where empty
 */
public record TrafficConfig(double tweetsPerSecond, long seed, Optional<Duration> duration) {
  private static final double HIGHEST = 1_000_000;

  public TrafficConfig {
    if (!(tweetsPerSecond > 0 && tweetsPerSecond <= HIGHEST)) {
      throw new IllegalArgumentException(
          "the rate must be over 0 and at most 1000000 a second: " + tweetsPerSecond);
    }
    if (duration.isPresent() && (duration.get().isNegative() || duration.get().isZero())) {
      throw new IllegalArgumentException("the duration must be positive: " + duration.get());
    }
  }
}
