package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import java.time.Clock;
import java.time.Duration;

/**
 * By the clock, against the request's deadline, what each step took of late and how many are at it:
 * where the machine is busy the ladder bends before anything is begun in vain. Thread-safe.
 */
public final class ClockRungs implements RungPolicy {
  private static final long serialVersionUID = 1;

  private final Clock clock;
  private final long wayMillis;
  private final long longestWayMillis;
  private final Pace text = new Pace(Duration.ofMillis(400));
  private final Pace picture = new Pace(Duration.ofMillis(400));
  private final Pace finish = new Pace(Duration.ofMillis(100));

  /** Where the way always takes the same time. */
  public ClockRungs(Clock clock, Duration way) {
    this(clock, way, way);
  }

  /**
   * @param clock serializable, as the JDK's own are
   * @param way from where a creative is whole to its reader, in the mean: by it the rung is chosen
   * @param longestWay only what has time for this is said to be in time: a deadline is met at the
   *     reader
   */
  public ClockRungs(Clock clock, Duration way, Duration longestWay) {
    this.clock = clock;
    this.wayMillis = way.toMillis();
    this.longestWayMillis = longestWay.toMillis();
  }

  @Override
  public Choice beforeText(AdRequest request) {
    long left = leftMillis(request);
    if (left >= text.millis() + finish.millis()) {
      return Choice.FULL;
    }
    text.ease();
    return new Choice(CreativeRung.template, left + " ms were left to write in");
  }

  @Override
  public Choice beforePicture(AdRequest request) {
    long left = leftMillis(request);
    if (left >= picture.millis() + finish.millis()) {
      return Choice.FULL;
    }
    picture.ease();
    return new Choice(CreativeRung.text_only, left + " ms were left to paint in");
  }

  @Override
  public Duration limit(AdRequest request) {
    return Duration.ofMillis(Math.max(1, leftMillis(request) - finish.millis()));
  }

  @Override
  public Stopwatch started(Step step) {
    long began = clock.millis();
    Pace pace =
        switch (step) {
          case TEXT -> text;
          case PICTURE -> picture;
          case FINISH -> finish;
        };
    int company = pace.begun();
    return done -> pace.took(company, clock.millis() - began, done);
  }

  @Override
  public Beside beside(AdRequest request) {
    return Beside.CLOCK;
  }

  @Override
  public boolean isInTime(AdRequest request) {
    return leftMillis(request, longestWayMillis) >= 0;
  }

  private long leftMillis(AdRequest request) {
    return leftMillis(request, wayMillis);
  }

  /** Until it must be on its way. */
  private long leftMillis(AdRequest request, long way) {
    return request.getRequestedAt().toEpochMilli() + request.getDeadlineMs() - way - clock.millis();
  }
}
