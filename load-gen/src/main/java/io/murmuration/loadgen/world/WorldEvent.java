package io.murmuration.loadgen.world;

import io.murmuration.event.EngagementKind;
import java.util.Set;

/** Something that happened, at its event time. */
public sealed interface WorldEvent {
  long atMillis();

  record Wrote(Post post) implements WorldEvent {
    @Override
    public long atMillis() {
      return post.atMillis();
    }
  }

  /**
   * Somebody was shown a post.
   *
   * @param did what the person did with it; empty more often than not
   * @param dwellMillis how long the person looked at it
   */
  record Viewed(
      long atMillis, int person, Post post, int position, Set<EngagementKind> did, long dwellMillis)
      implements WorldEvent {}

  /**
   * @param follows false where the person follows no longer
   */
  record Followed(long atMillis, int person, int author, boolean follows) implements WorldEvent {}
}
