package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.models.CopiedPosts.Post;
import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.ClusterChoice;
import io.murmuration.model.duplicate.Fingerprint;
import io.murmuration.model.duplicate.Fingerprinter;
import io.murmuration.model.duplicate.Sighting;
import io.murmuration.model.embed.PostEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clusters that the enrich job gives posts, by its own rules, a window at a time. */
final class DuplicateReplay {
  private static final String MODEL = "encoder";

  private final BucketRules rules;
  private final Map<String, List<Sighting>> leaders = new HashMap<>();
  private final Map<String, List<Sighting>> candidates = new HashMap<>();
  private long window = Long.MIN_VALUE;

  private DuplicateReplay(BucketRules rules) {
    this.rules = rules;
  }

  /**
   * @param posts in the order of their stamps
   */
  static List<String> clusters(List<Post> posts, List<PostEncoding> encodings, BucketRules rules) {
    DuplicateReplay replay = new DuplicateReplay(rules);
    Fingerprinter fingerprinter = new Fingerprinter();
    List<String> clusters = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      int at = i;
      clusters.add(
          fingerprinter
              .of(posts.get(i).text(), MODEL, encodings.get(i).vector())
              .map(print -> replay.cluster(print, posts.get(at).stamp()))
              .orElse("none " + i));
    }
    return clusters;
  }

  private String cluster(Fingerprint print, long stamp) {
    if (rules.windowOf(stamp) > window) {
      close();
      window = rules.windowOf(stamp);
    }
    Sighting seen = new Sighting(stamp, print.cluster(), print.vector());
    ClusterChoice choice = ClusterChoice.open();
    for (String bucket : print.buckets()) {
      BucketKind kind = BucketKind.of(bucket);
      List<Sighting> known = leaders.getOrDefault(bucket, List.of());
      choice = choice.with(kind, rules.leaderOf(seen, known, kind));
      candidates.merge(bucket, List.of(seen), (before, one) -> rules.offered(before, seen));
    }
    return Fingerprint.name(choice.cluster(stamp, print.cluster(), rules));
  }

  private void close() {
    candidates.forEach(
        (bucket, seen) ->
            leaders.merge(
                bucket,
                rules.closed(List.of(), seen, BucketKind.of(bucket)),
                (before, none) -> rules.closed(before, seen, BucketKind.of(bucket))));
    candidates.clear();
  }
}
