package io.murmuration.model.inference;

import java.time.Duration;
import java.util.Objects;

/**
 * How soon a request wants its answer.
 *
 * @param timeLeft after which nobody wants it any more, counted from when it is submitted; null for
 *     never. It may be negative: the request is then answered as expired at once.
 */
public record Urgency(Lane lane, Duration timeLeft) {
  public static final Urgency FEED = new Urgency(Lane.FEED, null);
  public static final Urgency REPLAY = new Urgency(Lane.REPLAY, null);

  public Urgency {
    Objects.requireNonNull(lane, "lane");
  }

  public static Urgency ads(Duration timeLeft) {
    return new Urgency(Lane.ADS, timeLeft);
  }
}
