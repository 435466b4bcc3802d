package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeCheck;

/**
 * @param post beside the advertisement, or null
 * @param note what was asked for and found, for the record
 */
public record InContext(Placed placed, ContextPost post, String note) {
  /** The check that the note is recorded as. */
  static final String CHECK = "beside";

  static final String NOT_SEEN = " was not seen";

  /** Whether it gets the creative of an earlier request. */
  boolean isReused() {
    return placed.leader() != null;
  }

  CreativeCheck check() {
    return new CreativeCheck(CHECK, true, note);
  }

  static InContext with(Placed placed, ContextPost post) {
    return new InContext(placed, post, post.tweetId() + " is beside it");
  }

  static InContext without(Placed placed, String wanted) {
    return new InContext(
        placed, null, wanted.isEmpty() ? "no post is beside it" : wanted + NOT_SEEN);
  }
}
