package io.murmuration.jobs.rank.stages;

import io.murmuration.jobs.rank.stages.AuthorInput.Publication;

/**
 * State of {@link AuthorNetwork}, of one author.
 *
 * @param followers sorted; as many as posts are pushed to
 * @param moreFollowers how many others there are
 * @param reputation of {@link Reputations}
 * @param recent posts, newest last
 * @param activeAtMillis event time of the last post or reaction; 0 where there was none, and in
 *     state that is older than this field, until the next one
 * @param checkAtMillis event time of the next look whether something may be forgotten, or 0
 */
public record AuthorMemory(
    String[] followers,
    int moreFollowers,
    byte[] reputation,
    Publication[] recent,
    long activeAtMillis,
    long checkAtMillis) {
  private static final Publication[] NO_POSTS = {};

  static AuthorMemory empty() {
    return new AuthorMemory(new String[0], 0, null, NO_POSTS, 0, 0);
  }

  AuthorMemory followedBy(String[] now, int more) {
    return new AuthorMemory(now, more, reputation, recent, activeAtMillis, checkAtMillis);
  }

  AuthorMemory published(Publication[] now, long at) {
    return new AuthorMemory(
        followers, moreFollowers, reputation, now, Math.max(activeAtMillis, at), checkAtMillis);
  }

  AuthorMemory reputed(byte[] now, long at) {
    return new AuthorMemory(
        followers, moreFollowers, now, recent, Math.max(activeAtMillis, at), checkAtMillis);
  }

  AuthorMemory withoutPosts() {
    return new AuthorMemory(
        followers, moreFollowers, reputation, NO_POSTS, activeAtMillis, checkAtMillis);
  }

  AuthorMemory followersAlone() {
    return new AuthorMemory(followers, moreFollowers, null, NO_POSTS, 0, 0);
  }

  public AuthorMemory checkedAgainAt(long millis) {
    return new AuthorMemory(followers, moreFollowers, reputation, recent, activeAtMillis, millis);
  }

  public boolean isEmpty() {
    return followers.length + moreFollowers + recent.length == 0 && reputation == null;
  }
}
