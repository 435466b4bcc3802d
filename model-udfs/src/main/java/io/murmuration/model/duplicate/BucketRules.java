package io.murmuration.model.duplicate;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a bucket's leaders come and go. Time is cut into windows. A post of window w is compared with
 * the leaders of window w - 2 and before, all of which are known once the watermark has passed the
 * end of w - 2: so what it finds hangs on no order of arrival, and it waits only where the
 * watermark is more than a window behind its own stamp.
 *
 * <p>The lists are in the order of {@link Sighting#ORDER}. Nothing here keeps state.
 */
public final class BucketRules implements Serializable {
  private static final long serialVersionUID = 1;

  private final long windowMillis;
  private final long timeToLiveMillis;
  private final int capacity;
  private final int newcomers;

  /**
   * @param capacity leaders that a post is compared with
   * @param newcomers leaders that a window may add, at most capacity
   */
  public BucketRules(Duration window, Duration timeToLive, int capacity, int newcomers) {
    this.windowMillis = window.toMillis();
    this.timeToLiveMillis = timeToLive.toMillis();
    this.capacity = capacity;
    this.newcomers = newcomers;
  }

  public long windowOf(long stamp) {
    return Math.floorDiv(stamp, windowMillis);
  }

  /** The watermark at which all posts of the window have been seen. */
  public long closing(long window) {
    return (window + 1) * windowMillis - 1;
  }

  /** The watermark from which on a post of this window can be answered. */
  public long answering(long window) {
    return closing(window - 2);
  }

  /** The watermark from which on no post can find what was seen at this stamp. */
  public long forgetting(long stamp) {
    return closing(windowOf(stamp + timeToLiveMillis));
  }

  /** Whether a leader of the one stamp is known to a post of the other. */
  boolean isSettled(long leader, long post) {
    return leader < settledBefore(post);
  }

  private long settledBefore(long post) {
    return (windowOf(post) - 1) * windowMillis;
  }

  /**
   * A window's candidates with one more: the earliest of each exact cluster, as many as a window
   * may add. The same list where the one changes nothing.
   */
  public List<Sighting> offered(List<Sighting> candidates, Sighting seen) {
    int at = 0;
    while (at < candidates.size() && Sighting.ORDER.compare(candidates.get(at), seen) <= 0) {
      if (candidates.get(at).cluster() == seen.cluster()) {
        return candidates;
      }
      at++;
    }
    if (at == newcomers) {
      return candidates;
    }
    List<Sighting> kept = new ArrayList<>(candidates.subList(0, at));
    kept.add(seen);
    for (int i = at; i < candidates.size() && kept.size() < newcomers; i++) {
      if (candidates.get(i).cluster() != seen.cluster()) {
        kept.add(candidates.get(i));
      }
    }
    return kept;
  }

  /** The leaders after a window has closed: those of its candidates that none of them is like. */
  public List<Sighting> closed(List<Sighting> leaders, List<Sighting> candidates, BucketKind kind) {
    List<Sighting> after = new ArrayList<>(latest(leaders));
    for (Sighting candidate : candidates) {
      if (firstAlike(candidate, after, kind) == null) {
        after.add(candidate);
      }
    }
    return after;
  }

  /** The earliest leader that the post is like, or null. */
  public Sighting leaderOf(Sighting post, List<Sighting> leaders, BucketKind kind) {
    long before = settledBefore(post.stamp());
    int settled = 0;
    while (settled < leaders.size() && leaders.get(settled).stamp() < before) {
      settled++;
    }
    return firstAlike(post, latest(leaders.subList(0, settled)), kind);
  }

  private Sighting firstAlike(Sighting post, List<Sighting> leaders, BucketKind kind) {
    if (leaders.isEmpty()) {
      return null;
    }
    CosineThreshold near = new CosineThreshold(post.vector(), kind.leastCosine());
    for (Sighting leader : leaders) {
      boolean isAlive = leader.stamp() + timeToLiveMillis > post.stamp();
      if (isAlive && (leader.cluster() == post.cluster() || near.isReachedBy(leader.vector()))) {
        return leader;
      }
    }
    return null;
  }

  private List<Sighting> latest(List<Sighting> leaders) {
    return leaders.subList(Math.max(0, leaders.size() - capacity), leaders.size());
  }
}
