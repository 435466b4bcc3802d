package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import java.io.Serializable;
import java.time.Duration;

/**
 * What time decides: how much of a creative is made, and whether the post beside it was there.
 * Production decides by the clock and records it; a replay takes what was recorded.
 */
public interface RungPolicy extends Serializable {
  /**
   * The highest rung that there is time for.
   *
   * @param reason why no higher one; empty for the full one
   */
  record Choice(CreativeRung rung, String reason) implements Serializable {
    static final Choice FULL = new Choice(CreativeRung.full, "");
  }

  /** Before anything is written: full, text_only or template. */
  Choice beforeText(AdRequest request);

  /** Before the picture is painted: full or text_only. */
  Choice beforePicture(AdRequest request);

  /** After which writing or painting is given up; null for never. */
  Duration limit(AdRequest request);

  /** What takes time. */
  enum Step {
    TEXT,
    PICTURE,
    /** From what was written and painted to the whole. */
    FINISH
  }

  /** Of one step of one request. */
  interface Stopwatch {
    /**
     * It is over; to be called once.
     *
     * @param done whether it came to its end: else it failed or was given up
     */
    void stop(boolean done);
  }

  Stopwatch started(Step step);

  /** What becomes of a request whose post is not there yet. */
  enum Beside {
    /** It waits by the clock. */
    CLOCK,
    /** It waits as long by the records' stamps. */
    STAMPS,
    /** It goes with the post, however late that comes. */
    FOUND,
    /** It goes without, even if the post is there. */
    MISSED
  }

  Beside beside(AdRequest request);

  /** Whether the creative is in time, asked when it is whole. */
  boolean isInTime(AdRequest request);
}
