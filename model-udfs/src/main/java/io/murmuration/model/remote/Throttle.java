package io.murmuration.model.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.RetryableInferenceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Holds calls back: while the breaker is open, until the moment that the server named, and for the
 * rates of the manifest. Waiting costs a request none of its attempts and fills the queue behind
 * it, which is the backpressure; a call waits at most as long as it may last. Thread-safe.
 */
final class Throttle {
  private static final int BREAKER_WINDOW_CALLS = 20;
  private static final int BREAKER_LEAST_CALLS = 10;
  private static final float BREAKER_FAILURE_PERCENT = 50;
  private static final Duration POLL = Duration.ofMillis(20);

  private final Duration longestWait;
  private final Optional<RateLimiter> requests;
  private final Optional<RateLimiter> tokens;
  private final CircuitBreaker breaker;
  private final LongSupplier nanoClock;
  private final AtomicLong pausedUntilNanos;

  Throttle(Endpoint endpoint, LongSupplier nanoClock) {
    this.longestWait = endpoint.timeout();
    this.requests = limiter("requests", endpoint.requestsPerSecond(), longestWait);
    this.tokens = limiter("tokens", endpoint.tokensPerSecond(), longestWait);
    this.breaker = CircuitBreaker.of(endpoint.model(), breaker(endpoint.breakerOpen()));
    this.nanoClock = nanoClock;
    this.pausedUntilNanos = new AtomicLong(nanoClock.getAsLong());
  }

  private static CircuitBreakerConfig breaker(Duration open) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(BREAKER_WINDOW_CALLS)
        .minimumNumberOfCalls(BREAKER_LEAST_CALLS)
        .failureRateThreshold(BREAKER_FAILURE_PERCENT)
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitDurationInOpenState(open)
        .build();
  }

  private static Optional<RateLimiter> limiter(String name, Integer perSecond, Duration wait) {
    return Optional.ofNullable(perSecond)
        .map(
            limit ->
                RateLimiter.of(
                    name,
                    RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .limitForPeriod(limit)
                        .timeoutDuration(wait)
                        .build()));
  }

  /**
   * Returns when a call may start; {@link #succeeded}, {@link #failed} or {@link #undecided} has to
   * follow.
   *
   * @throws RetryableInferenceException if that would take too long
   */
  void await(int estimatedTokens) {
    long deadline = nanoClock.getAsLong() + longestWait.toNanos();
    awaitPause(deadline);
    reserve(requests, 1, "requests_per_second");
    reserve(tokens, estimatedTokens, "tokens_per_second");
    while (!breaker.tryAcquirePermission()) {
      if (nanoClock.getAsLong() >= deadline) {
        throw tooLong("the breaker is open, for half of the last calls failed");
      }
      sleep(POLL.toNanos());
    }
  }

  private void awaitPause(long deadline) {
    long until = pausedUntilNanos.get();
    if (until - deadline > 0) {
      throw tooLong("the server asked for a longer pause");
    }
    sleep(until - nanoClock.getAsLong());
  }

  private void reserve(Optional<RateLimiter> limiter, int permits, String limit) {
    if (limiter.isPresent() && permits > 0) {
      long nanos = limiter.get().reservePermission(permits);
      if (nanos < 0) {
        throw tooLong("the manifest's " + limit + " is used up");
      }
      sleep(nanos);
    }
  }

  /** Nobody calls for so long. */
  void pause(Duration pause) {
    long until = nanoClock.getAsLong() + pause.toNanos();
    pausedUntilNanos.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
  }

  void succeeded() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(Throwable cause) {
    breaker.onError(0, TimeUnit.NANOSECONDS, cause);
  }

  /** The call says nothing on the server's health. */
  void undecided() {
    breaker.releasePermission();
  }

  private RetryableInferenceException tooLong(String why) {
    return new RetryableInferenceException(
        "not asked within %d ms: %s".formatted(longestWait.toMillis(), why), null);
  }

  private static void sleep(long nanos) {
    if (nanos <= 0) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableInferenceException("interrupted before the call", e);
    }
  }
}
