package io.murmuration.jobs.rank.stages;

/**
 * An input of {@link OutOfNetworkPool}: a reader who joins or a candidate to offer.
 *
 * @param user or null
 * @param candidate or null
 */
public record PoolInput(Origin origin, String pool, String user, Candidate candidate)
    implements Ordered {
  /** It and all that it leads to. */
  public PoolInput asLate() {
    return new PoolInput(origin.asLate(), pool, user, candidate);
  }

  @Override
  public String key() {
    return pool;
  }

  @Override
  public String ofOneOrigin() {
    return user == null ? candidate.post().tweetId() : " " + user;
  }
}
