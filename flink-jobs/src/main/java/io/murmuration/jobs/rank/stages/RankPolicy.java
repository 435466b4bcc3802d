package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EngagementKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounds and weights of timelines.
 *
 * @param fanOut followers that a post is pushed to
 * @param recentAnAuthor posts that a new follower gets
 * @param readerShares pools that all readers are shared out to
 * @param poolMembers readers of a pool
 * @param recentAPool posts that who joins a pool may get
 * @param offerShare of a pool's readers that a post is offered to
 * @param mostOffers a pool and post
 * @param inNetwork candidates of a reader, the newest
 * @param outOfNetwork likewise
 * @param entries of a timeline
 * @param inNetworkAge the oldest post in network
 * @param outOfNetworkAge likewise out of network
 * @param postMemory how long acts find a post
 * @param unattributedAfter how long an act waits for one
 * @param readerMemory how long a reader who does nothing is known
 * @param unsafe the least toxicity or spam that is never shown
 * @param outOfNetworkDiscount the factor of a score out of network
 * @param authorDecay the factor of an author's next post
 * @param authorFloor the least that this decay leaves
 */
public record RankPolicy(
    int fanOut,
    int recentAnAuthor,
    int readerShares,
    int poolMembers,
    int recentAPool,
    double offerShare,
    int mostOffers,
    int inNetwork,
    int outOfNetwork,
    int entries,
    Duration inNetworkAge,
    Duration outOfNetworkAge,
    Duration postMemory,
    Duration unattributedAfter,
    Duration readerMemory,
    double unsafe,
    double outOfNetworkDiscount,
    double authorDecay,
    double authorFloor)
    implements Serializable {
  private static final int TOPICS_A_POST = 3;

  public RankPolicy {
    if (fanOut < 1 || poolMembers < 1 || readerShares < 1 || entries < 1) {
      throw new IllegalArgumentException(
          "fanOut, poolMembers, readerShares and entries must be at least 1");
    }
    if (!(offerShare > 0 && offerShare <= 1)) {
      throw new IllegalArgumentException("offerShare must be over 0, at most 1: " + offerShare);
    }
  }

  public static RankPolicy standard() {
    return new RankPolicy(
        2_000,
        5,
        8,
        16_384,
        40,
        0.04,
        64,
        60,
        60,
        20,
        Duration.ofDays(2),
        Duration.ofDays(1),
        Duration.ofDays(3),
        Duration.ofSeconds(30),
        Duration.ofDays(30),
        0.9,
        0.9,
        0.8,
        0.3);
  }

  /** What an engagement is worth to the weighted sum. */
  double worth(EngagementKind kind) {
    return io.murmuration.model.rank.Engagements.worth(kind);
  }

  /** Where a post is offered: its topics' pools and every share of the readers. */
  List<String> poolsOf(PostContent post) {
    List<String> pools = new ArrayList<>();
    for (int i = 0; i < Math.min(TOPICS_A_POST, post.topics().length); i++) {
      pools.add(topicPool(post.topics()[i]));
    }
    for (int share = 0; share < readerShares; share++) {
      pools.add("readers:" + share);
    }
    return pools;
  }

  /** The pools that a reader joins by engaging with a post. */
  public List<String> poolsJoined(String user, PostContent post, boolean pleased) {
    List<String> pools = new ArrayList<>();
    pools.add("readers:" + StableHash.bucket(user, readerShares));
    for (int i = 0; pleased && i < Math.min(TOPICS_A_POST, post.topics().length); i++) {
      pools.add(topicPool(post.topics()[i]));
    }
    return pools;
  }

  /** How many draws a post makes among so many readers. */
  int offersAmong(int readers) {
    return readers == 0
        ? 0
        : (int) Math.min(mostOffers, Math.max(1, Math.round(readers * offerShare)));
  }

  private static String topicPool(String topic) {
    return "topic:" + topic;
  }
}
