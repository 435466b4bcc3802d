package io.murmuration.jobs.rank.stages;

/** The posts of a pool, by id: each is written when it is offered, the others stay as they are. */
public interface PoolPosts {
  /** Null where it is not there. */
  Candidate get(String tweetId) throws Exception;

  void put(Candidate candidate) throws Exception;

  void remove(String tweetId) throws Exception;
}
