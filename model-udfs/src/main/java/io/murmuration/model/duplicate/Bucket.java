package io.murmuration.model.duplicate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a bucket keeps of the posts that it saw; both lists in the order of {@link Sighting#ORDER}.
 *
 * @param leaders of the windows that are closed
 * @param candidates of those that are not
 */
public record Bucket(List<Sighting> leaders, List<Sighting> candidates) {
  public static final Bucket EMPTY = new Bucket(List.of(), List.of());

  public boolean isEmpty() {
    return leaders.isEmpty() && candidates.isEmpty();
  }

  /** The same bucket where the sighting changes nothing. */
  public Bucket offered(Sighting sighting, BucketRules rules) {
    long window = rules.windowOf(sighting.stamp());
    int from = firstOf(window, rules);
    int to = firstOf(window + 1, rules);
    List<Sighting> before = candidates.subList(from, to);
    List<Sighting> after = rules.offered(before, sighting);
    if (after == before) {
      return this;
    }
    List<Sighting> all = new ArrayList<>(candidates.subList(0, from));
    all.addAll(after);
    all.addAll(candidates.subList(to, candidates.size()));
    return new Bucket(leaders, all);
  }

  /**
   * With every window closed that the watermark has passed, the earliest first; the same bucket
   * where there is none.
   */
  public Bucket closedUpTo(long watermark, BucketKind kind, BucketRules rules) {
    List<Sighting> led = leaders;
    int at = 0;
    while (at < candidates.size()) {
      long window = rules.windowOf(candidates.get(at).stamp());
      if (rules.closing(window) > watermark) {
        break;
      }
      int end = firstOf(window + 1, rules);
      led = rules.closed(led, candidates.subList(at, end), kind);
      at = end;
    }
    return at == 0 ? this : new Bucket(led, List.copyOf(candidates.subList(at, candidates.size())));
  }

  /** Without the leaders that no post can find any more; the same bucket where there is none. */
  public Bucket remembered(long watermark, BucketRules rules) {
    List<Sighting> left =
        leaders.stream().filter(one -> rules.forgetting(one.stamp()) > watermark).toList();
    return left.size() == leaders.size() ? this : new Bucket(left, candidates);
  }

  /**
   * The stamp of the newest sighting.
   *
   * @throws IndexOutOfBoundsException if the bucket is empty
   */
  public long newest() {
    List<Sighting> last = candidates.isEmpty() ? leaders : candidates;
    return last.get(last.size() - 1).stamp();
  }

  private int firstOf(long window, BucketRules rules) {
    long before = rules.closing(window - 1);
    int at = 0;
    while (at < candidates.size() && candidates.get(at).stamp() <= before) {
      at++;
    }
    return at;
  }
}
