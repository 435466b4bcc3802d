package io.murmuration.feed.bench;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.search.LiveSearch;
import io.murmuration.feed.search.ModelFolders;
import io.murmuration.feed.search.SearchConfig;
import io.murmuration.feed.search.SearchHit;
import io.murmuration.feed.search.SearchQuery;
import io.murmuration.feed.search.ServingModels;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The live index as it serves, beside an exact scan of the same vectors under the same load: how
 * much of the exact answer it finds, how long it takes while posts come, and how soon a post is
 * found.
 */
final class SearchBench {
  private static final int RECALL_AT = 10;

  private final BenchCorpus corpus;
  private final AcrossLanguages across;
  private final Path work;
  private final Size size;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Map<String, Measured> found = new TreeMap<>();
  private final AtomicLong given = new AtomicLong();

  /**
   * @param corpus posts; one in ten comes during the load, the others before
   * @param recallQueries texts that are looked for to measure recall
   * @param load how long posts and queries come
   */
  record Size(int corpus, int recallQueries, Duration load, int repeats) {
    static Size full() {
      return new Size(20_000, 300, Duration.ofSeconds(30), 5);
    }

    static Size quick() {
      return new Size(2_000, 50, Duration.ofSeconds(4), 1);
    }
  }

  /**
   * @param repeats in their order
   */
  record Measured(String arm, String metric, String unit, List<Double> repeats) {}

  SearchBench(
      BenchCorpus corpus,
      AcrossLanguages across,
      Path work,
      Size size,
      Clock clock,
      Consumer<String> progress) {
    this.corpus = corpus;
    this.across = across;
    this.work = work;
    this.size = size;
    this.clock = clock;
    this.progress = progress;
  }

  List<Measured> run() throws IOException, InterruptedException {
    try (corpus) {
      for (int repeat = 0; repeat < size.repeats(); repeat++) {
        progress.accept("search: repeat %d of %d".formatted(repeat + 1, size.repeats()));
        measure(work.resolve("repeat-" + repeat));
      }
    }
    return List.copyOf(found.values());
  }

  private void measure(Path folder) throws IOException, InterruptedException {
    AtomicReference<Consumer<TailRecord<EnrichedTweet>>> tail = new AtomicReference<>();
    SearchConfig config =
        new SearchConfig(
            Files.createDirectories(folder),
            corpus.models(),
            Duration.ofDays(1),
            Integer.MAX_VALUE / 2,
            Duration.ofMillis(250));
    try (LiveSearch search =
        LiveSearch.start(
            config,
            new ModelFolders(corpus.models(), new ServingModels()),
            clock,
            records -> {
              tail.set(records);
              return new CaughtUp();
            },
            seen -> {},
            () -> progress.accept("search: the index failed"))) {
      int before = corpus.size() * 9 / 10;
      for (int i = 0; i < before; i++) {
        give(tail.get(), i, "t" + i, "");
      }
      recall(search, before);
      acrossLanguages(search, tail.get(), before);
      SearchLoad load = new SearchLoad(corpus, size.load(), before);
      SearchLoad.Times ours =
          load.run(
              text -> search.search(new SearchQuery(text, null, null, null, null, RECALL_AT)),
              (index, mark) -> give(tail.get(), index, "live" + index + mark, mark),
              mark -> isFound(search, mark));
      record("live index", "latency p50, 100 queries/s, 200 posts/s", "ms", ours.p50Millis());
      record("live index", "latency p99, 100 queries/s, 200 posts/s", "ms", ours.p99Millis());
      record("live index", "freshness p50", "ms", ours.freshP50Millis());
      record("live index", "freshness p99", "ms", ours.freshP99Millis());
      SearchLoad.Times exact =
          load.run(
              text -> ExactScan.nearest(corpus, corpus.encode(text), before, RECALL_AT),
              (index, mark) -> {},
              mark -> true);
      record("exact scan", "latency p50, 100 queries/s, 200 posts/s", "ms", exact.p50Millis());
      record("exact scan", "latency p99, 100 queries/s, 200 posts/s", "ms", exact.p99Millis());
    }
  }

  /** Of texts that are not in the index: each shares its vector's neighbourhood, not its words. */
  private void recall(LiveSearch search, int indexed) throws InterruptedException {
    while (!isFound(search, corpus.text(indexed - 1))) {
      Thread.sleep(20);
    }
    int hits = 0;
    int queries = Math.min(size.recallQueries(), corpus.size() - indexed);
    for (int i = 0; i < queries; i++) {
      String text = queryText(corpus.text(indexed + i));
      List<Integer> exact = ExactScan.nearest(corpus, corpus.encode(text), indexed, RECALL_AT);
      for (SearchHit hit :
          search.search(new SearchQuery(text, null, null, null, null, SearchQuery.MAX_LIMIT))) {
        boolean near = hit.meaningRank() > 0 && hit.meaningRank() <= RECALL_AT;
        String id = hit.post().path("tweet_id").asText().substring(1);
        hits += near && exact.contains(Integer.parseInt(id)) ? 1 : 0;
      }
    }
    record("live index", "recall@10 of vectors", "share", (double) hits / (queries * RECALL_AT));
    record("exact scan", "recall@10 of vectors", "share", 1);
  }

  private void acrossLanguages(
      LiveSearch search, Consumer<TailRecord<EnrichedTweet>> tail, int indexed)
      throws InterruptedException {
    for (EnrichedTweet post : across.posts(corpus, clock.instant())) {
      give(tail, post);
    }
    while (!isFound(search, across.lastPost())) {
      Thread.sleep(20);
    }
    String metric = "French query, its English post within 10";
    record("live index", metric, "share", across.found(search, AcrossLanguages::isAmongFirst));
    record(
        "live index, words alone",
        metric,
        "share",
        across.found(search, AcrossLanguages::isAmongWords));
    record("exact scan", metric, "share", across.nearest(corpus, indexed));
  }

  private static boolean isFound(LiveSearch search, String text) throws InterruptedException {
    String query = queryText(text);
    return search.search(new SearchQuery(query, null, null, null, null, 5)).stream()
        .anyMatch(hit -> hit.wordRank() == 1 && hit.post().path("text").asText().contains(query));
  }

  static String queryText(String text) {
    return text.substring(0, Math.min(text.length(), SearchQuery.MAX_TEXT_CHARS));
  }

  private void give(Consumer<TailRecord<EnrichedTweet>> tail, int index, String id, String mark) {
    give(tail, corpus.post(index, id, mark, clock.instant()));
  }

  private void give(Consumer<TailRecord<EnrichedTweet>> tail, EnrichedTweet post) {
    String id = post.getTweet().getTweetId();
    OptionalLong none = OptionalLong.empty();
    tail.accept(
        new TailRecord<>(0, given.getAndIncrement(), id, post, clock.millis(), none, none, true));
  }

  private void record(String arm, String metric, String unit, double value) {
    found
        .computeIfAbsent(metric + arm, any -> new Measured(arm, metric, unit, new ArrayList<>()))
        .repeats()
        .add(value);
  }

  /** A tail whose records the bench gives itself. */
  private static final class CaughtUp implements Tail {
    @Override
    public double progress() {
      return 1;
    }

    @Override
    public Map<Integer, Long> positions() {
      return Map.of();
    }

    @Override
    public long undecodable() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
