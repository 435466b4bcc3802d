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
 * it, which is the backpressure; a call waits at most as long as it may last, and no less before it
 * fails: the attempts of a request outlast a server's pause. Thread-safe.
 */
final class Throttle {
  private static final int BREAKER_WINDOW_CALLS = 20;
  private static final int BREAKER_LEAST_CALLS = 10;
  private static final float BREAKER_FAILURE_PERCENT = 50;
  private static final Duration POLL = Duration.ofMillis(20);

  /** A server that names a later moment is asked again all the same. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Lets time pass; tests move their clock instead. */
  interface Sleep {
    void sleep(long nanos) throws InterruptedException;
  }

  private final Duration longestWait;
  private final Optional<RateLimiter> requests;
  private final Optional<RateLimiter> tokens;
  private final CircuitBreaker breaker;
  private final LongSupplier nanoClock;
  private final Sleep sleep;
  private final long mostTokens;
  private final AtomicLong pausedUntilNanos;

  Throttle(Endpoint endpoint) {
    this(endpoint, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  Throttle(Endpoint endpoint, LongSupplier nanoClock, Sleep sleep) {
    this.longestWait = endpoint.timeout();
    this.requests = limiter("requests", endpoint.requestsPerSecond(), longestWait);
    this.tokens = limiter("tokens", endpoint.tokensPerSecond(), longestWait);
    this.breaker = CircuitBreaker.of(endpoint.model(), breaker(endpoint.breakerOpen()));
    this.nanoClock = nanoClock;
    this.sleep = sleep;
    this.mostTokens =
        endpoint.tokensPerSecond() == null
            ? Long.MAX_VALUE
            : Math.max(1, longestWait.toSeconds()) * endpoint.tokensPerSecond();
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
   * @throws RetryableInferenceException if that takes too long
   * @throws RefusedInputException if the rate never lets through so many tokens at once
   */
  void await(int estimatedTokens) {
    if (estimatedTokens > mostTokens) {
      throw new RefusedInputException(
          "a call of about %d tokens; the manifest's tokens_per_second lets %d through in %d ms"
              .formatted(estimatedTokens, mostTokens, longestWait.toMillis()));
    }
    long deadline = nanoClock.getAsLong() + longestWait.toNanos();
    awaitPause(deadline);
    reserve(requests, 1, "requests_per_second", deadline);
    reserve(tokens, estimatedTokens, "tokens_per_second", deadline);
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
      sleepUntil(deadline);
      throw tooLong("the server asked for a longer pause");
    }
    sleepUntil(until);
  }

  private void reserve(Optional<RateLimiter> limiter, int permits, String limit, long deadline) {
    if (limiter.isPresent() && permits > 0) {
      long nanos = limiter.get().reservePermission(permits);
      if (nanos < 0) {
        sleepUntil(deadline);
        throw tooLong("the manifest's " + limit + " is used up");
      }
      sleep(nanos);
    }
  }

  /** Nobody calls for so long, or for five minutes if that is less. */
  void pause(Duration pause) {
    if (pause.isNegative()) {
      return;
    }
    Duration kept = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    long until = nanoClock.getAsLong() + kept.toNanos();
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

  private void sleepUntil(long nanos) {
    sleep(nanos - nanoClock.getAsLong());
  }

  private void sleep(long nanos) {
    if (nanos <= 0) {
      return;
    }
    try {
      sleep.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableInferenceException("interrupted before the call", e);
    }
  }
}
