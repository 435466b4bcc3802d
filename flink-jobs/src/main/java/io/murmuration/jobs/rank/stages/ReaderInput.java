package io.murmuration.jobs.rank.stages;

/**
 * An input of {@link Reader}: an act, an offer or a follow.
 *
 * @param act or null
 * @param offer or null
 * @param follow or null
 */
public record ReaderInput(
    Origin origin, String user, HydratedAct act, Candidate offer, FollowChange follow)
    implements Ordered {
  public static ReaderInput of(Origin origin, String user, HydratedAct act) {
    return new ReaderInput(origin, user, act, null, null);
  }

  public static ReaderInput of(Origin origin, String user, Candidate offer) {
    return new ReaderInput(origin, user, null, offer, null);
  }

  public static ReaderInput of(Origin origin, FollowChange follow) {
    return new ReaderInput(origin, follow.follower(), null, null, follow);
  }

  @Override
  public String key() {
    return user;
  }

  /** A follow and an act come before the offers that they led to. */
  @Override
  public String ofOneOrigin() {
    return offer == null ? "" : offer.post().tweetId();
  }
}
