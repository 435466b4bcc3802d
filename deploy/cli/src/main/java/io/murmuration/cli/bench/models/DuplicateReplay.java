package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.models.CopiedPosts.Post;
import io.murmuration.model.duplicate.Bucket;
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

/** The clusters that the enrich job gives posts, by its own rules, in strict order. */
final class DuplicateReplay {
  private static final String MODEL = "encoder";

  private final BucketRules rules;
  private final Map<String, Bucket> buckets = new HashMap<>();

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
    long watermark = rules.closing(rules.windowOf(stamp) - 1);
    Sighting seen = new Sighting(stamp, print.cluster(), print.vector());
    ClusterChoice choice = ClusterChoice.open();
    for (String bucket : print.buckets()) {
      BucketKind kind = BucketKind.of(bucket);
      Bucket known = buckets.getOrDefault(bucket, Bucket.EMPTY).closedUpTo(watermark, kind, rules);
      choice = choice.with(kind, rules.leaderOf(seen, known.leaders(), kind));
      buckets.put(bucket, known.offered(seen, rules));
    }
    return Fingerprint.name(choice.cluster(stamp, print.cluster(), rules));
  }
}
