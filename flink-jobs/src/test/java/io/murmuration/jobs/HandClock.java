package io.murmuration.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
public final class HandClock extends Clock {
  private static final long serialVersionUID = 1;

  private long nowMillis;

  public HandClock(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  public void forward(Duration time) {
    nowMillis += time.toMillis();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMillis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("it has one");
  }
}
