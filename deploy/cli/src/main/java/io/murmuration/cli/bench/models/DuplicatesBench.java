package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.bench.models.CopiedPosts.Post;
import io.murmuration.jobs.enrich.NearDuplicates;
import io.murmuration.model.duplicate.NormalText;
import io.murmuration.model.embed.PostEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How well clusters of near-duplicates hold together, on generated copies of real posts among other
 * real posts; the copies come as the job would see them, so what its rules find too late counts as
 * missed.
 */
final class DuplicatesBench {
  private static final long SEED = 41;

  /** Tuned on the half of the posts that is not measured on: see docs/decisions/0005. */
  private static final int SHINGLE = 5;

  private static final double ALIKE = 0.5;

  private final Path sets;
  private final ServedEncoder encoder;
  private final boolean baselines;
  private final List<Figure> figures = new ArrayList<>();

  DuplicatesBench(Path sets, ServedEncoder encoder, boolean baselines) {
    this.sets = sets;
    this.encoder = encoder;
    this.baselines = baselines;
  }

  List<Figure> run() throws IOException, InterruptedException {
    List<Post> posts = CopiedPosts.of(half(AirlineTweets.texts(sets), 1), SEED);
    List<String> texts = posts.stream().map(Post::text).toList();
    List<PostEncoding> encodings = encoder.encode(texts);
    add(encoder.arm(), posts, DuplicateReplay.clusters(posts, encodings, NearDuplicates.rules()));
    if (baselines) {
      add(
          "exact, normalised",
          posts,
          texts.stream().map(text -> String.join(" ", NormalText.words(text))).toList());
      add("MinHash-LSH", posts, new MinHashClusters(SHINGLE, ALIKE).clusters(texts));
    }
    return figures;
  }

  static List<String> half(List<String> texts, int which) {
    List<String> half = new ArrayList<>();
    for (int i = which; i < texts.size(); i += 2) {
      half.add(texts.get(i));
    }
    return half;
  }

  private void add(String arm, List<Post> posts, List<String> clusters) {
    PairCounts pairs = new PairCounts(posts, clusters);
    add("near-duplicates, pair F1", arm, Interval.of(baselines, pairs.groups(), pairs::f1));
    add(
        "near-duplicates, pair precision",
        arm,
        Interval.of(baselines, pairs.groups(), pairs::precision));
    add("near-duplicates, pair recall", arm, Interval.of(baselines, pairs.groups(), pairs::recall));
  }

  private void add(String metric, String arm, Interval interval) {
    figures.add(Figure.withInterval(ModelsBench.NAME, arm, metric, "", interval));
  }
}
