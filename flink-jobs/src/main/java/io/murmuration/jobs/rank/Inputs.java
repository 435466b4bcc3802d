package io.murmuration.jobs.rank;

import io.murmuration.event.Engagement;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Follow;
import io.murmuration.jobs.RawRecord;

/** Records together with what was read from them. */
final class Inputs {
  private Inputs() {}

  public record Post(RawRecord source, EnrichedTweet value) {}

  public record Engaged(RawRecord source, Engagement value) {}

  /**
   * @param value null where the key's follow ended
   */
  public record Followed(RawRecord source, Follow value) {}
}
