package io.murmuration.jobs.rank.stages;

import java.util.List;

/**
 * An input of {@link Reader}: an act, an offer, a sample of earlier ones, or a follow.
 *
 * @param act or null
 * @param offer or null
 * @param follow or null
 * @param sample what was offered before the reader joined a pool or followed an author; or null
 */
public record ReaderInput(
    Origin origin,
    String user,
    HydratedAct act,
    Candidate offer,
    FollowChange follow,
    Candidate[] sample)
    implements Ordered {
  public static ReaderInput of(Origin origin, String user, HydratedAct act) {
    return new ReaderInput(origin, user, act, null, null, null);
  }

  public static ReaderInput of(Origin origin, String user, Candidate offer) {
    return new ReaderInput(origin, user, null, offer, null, null);
  }

  /**
   * @param sample at least one
   */
  public static ReaderInput of(Origin origin, String user, List<Candidate> sample) {
    return new ReaderInput(origin, user, null, null, null, sample.toArray(Candidate[]::new));
  }

  public static ReaderInput of(Origin origin, FollowChange follow) {
    return new ReaderInput(origin, follow.follower(), null, null, follow, null);
  }

  /** Whether it is of others' doing. */
  public boolean isOffered() {
    return offer != null || sample != null;
  }

  public List<Candidate> offered() {
    if (sample != null) {
      return List.of(sample);
    }
    return offer == null ? List.of() : List.of(offer);
  }

  @Override
  public String key() {
    return user;
  }

  /** A follow and an act come before the offers that they led to. */
  @Override
  public String ofOneOrigin() {
    if (sample != null) {
      return sample[0].post().tweetId();
    }
    return offer == null ? "" : offer.post().tweetId();
  }
}
