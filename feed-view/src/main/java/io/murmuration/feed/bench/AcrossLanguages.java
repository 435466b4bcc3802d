package io.murmuration.feed.bench;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.search.LiveSearch;
import io.murmuration.feed.search.SearchHit;
import io.murmuration.feed.search.SearchQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** English sentences posted among others, each looked for by its French translation. */
final class AcrossLanguages {
  private static final int WITHIN = 10;
  private static final String ID = "english";

  private final List<Translation> translations;

  private record Translation(String english, String french) {}

  private AcrossLanguages(List<Translation> translations) {
    this.translations = translations;
  }

  /**
   * @param file an English sentence and its French a line, a tab between
   * @param most lines that are taken, from all parts of the file
   */
  static AcrossLanguages read(Path file, int most) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Translation> taken = new ArrayList<>();
    int step = Math.max(1, lines.size() / most);
    for (int i = 0; i < lines.size() && taken.size() < most; i += step) {
      String[] cells = lines.get(i).split("\t");
      taken.add(new Translation(cells[0], cells[1]));
    }
    return new AcrossLanguages(List.copyOf(taken));
  }

  List<EnrichedTweet> posts(BenchCorpus corpus, Instant at) throws InterruptedException {
    List<EnrichedTweet> posts = new ArrayList<>();
    for (int i = 0; i < translations.size(); i++) {
      String text = translations.get(i).english();
      posts.add(corpus.post(corpus.size() + i, text, corpus.encode(text), ID + i, at));
    }
    return posts;
  }

  String lastPost() {
    return translations.get(translations.size() - 1).english();
  }

  static boolean isAmongFirst(SearchHit hit) {
    return true;
  }

  static boolean isAmongWords(SearchHit hit) {
    return hit.wordRank() > 0 && hit.wordRank() <= WITHIN;
  }

  /** The share of queries whose post is among the first ten hits that count. */
  double found(LiveSearch search, Predicate<SearchHit> counts) throws InterruptedException {
    int found = 0;
    for (int i = 0; i < translations.size(); i++) {
      String id = ID + i;
      String text = SearchBench.queryText(translations.get(i).french());
      var query = new SearchQuery(text, null, null, null, null, SearchQuery.MAX_LIMIT);
      found +=
          search.search(query).stream()
                  .filter(counts)
                  .limit(WITHIN)
                  .anyMatch(hit -> hit.post().path("tweet_id").asText().equals(id))
              ? 1
              : 0;
    }
    return (double) found / translations.size();
  }

  /**
   * What the vectors alone would find, all compared: what the encoder is good for.
   *
   * @param indexed the first so many of the corpus are posted too
   */
  double nearest(BenchCorpus corpus, int indexed) throws InterruptedException {
    List<float[]> posts = new ArrayList<>();
    for (int i = 0; i < indexed; i++) {
      posts.add(corpus.vector(i));
    }
    int first = posts.size();
    for (Translation each : translations) {
      posts.add(corpus.encode(each.english()));
    }
    int found = 0;
    for (int i = 0; i < translations.size(); i++) {
      float[] query = corpus.encode(SearchBench.queryText(translations.get(i).french()));
      float wanted = ExactScan.dot(query, posts.get(first + i));
      long nearer = posts.stream().filter(post -> ExactScan.dot(query, post) > wanted).count();
      found += nearer < WITHIN ? 1 : 0;
    }
    return (double) found / translations.size();
  }
}
