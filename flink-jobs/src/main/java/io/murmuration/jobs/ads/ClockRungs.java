package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import java.time.Clock;
import java.time.Duration;

/**
 * By the clock, against the request's deadline.
 *
 * @param clock serializable, as the JDK's own are
 * @param text what writing takes with nothing else running
 * @param picture what painting takes
 * @param finish what composing, publishing and the way to the reader take: a promise to the reader
 *     is kept when the creative leaves here this long before the deadline
 */
public record ClockRungs(Clock clock, Duration text, Duration picture, Duration finish)
    implements RungPolicy {
  private static final long serialVersionUID = 1;

  /** On two cores. */
  public static ClockRungs defaults(Clock clock) {
    return new ClockRungs(
        clock, Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(150));
  }

  @Override
  public Choice beforeText(AdRequest request) {
    long left = leftMillis(request);
    return left < text.toMillis() + finish.toMillis()
        ? new Choice(CreativeRung.template, left + " ms were left to write in")
        : Choice.FULL;
  }

  @Override
  public Choice beforePicture(AdRequest request) {
    long left = leftMillis(request);
    return left < picture.toMillis() + finish.toMillis()
        ? new Choice(CreativeRung.text_only, left + " ms were left to paint in")
        : Choice.FULL;
  }

  @Override
  public Duration textLimit(AdRequest request) {
    return limit(request);
  }

  @Override
  public Duration pictureLimit(AdRequest request) {
    return limit(request);
  }

  private Duration limit(AdRequest request) {
    return Duration.ofMillis(Math.max(1, leftMillis(request) - finish.toMillis()));
  }

  @Override
  public Beside beside(AdRequest request) {
    return Beside.CLOCK;
  }

  @Override
  public boolean isInTime(AdRequest request) {
    return leftMillis(request) >= 0;
  }

  private long leftMillis(AdRequest request) {
    return request.getRequestedAt().toEpochMilli() + request.getDeadlineMs() - clock.millis();
  }
}
