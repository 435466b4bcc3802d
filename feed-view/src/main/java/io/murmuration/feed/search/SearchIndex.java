package io.murmuration.feed.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.search.ReciprocalRanks.Fused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Posts by words and by vectors of one encoder version: a post or a query of another is encoded
 * anew, by this index's own encoder. Nothing here survives a restart. Thread-safe.
 */
final class SearchIndex implements AutoCloseable {
  /** Of each ranking, before they are fused. */
  private static final int CANDIDATES = 100;

  /** How many the walk over vectors holds: those beyond the candidates are what it doesn't miss. */
  private static final int WALKED = 2 * CANDIDATES;

  private static final double WRITE_BUFFER_MEGABYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddingVersion version;
  private final Optional<TextEncoder> encoder;
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final AtomicLong sequence = new AtomicLong();
  private volatile int dimension;

  /**
   * @param folder empty, and this index's alone
   * @param encoder of the version; without it posts of other versions, and queries, have words only
   */
  SearchIndex(Path folder, EmbeddingVersion version, Optional<TextEncoder> encoder)
      throws IOException {
    this.version = version;
    this.encoder = encoder;
    this.directory = FSDirectory.open(folder);
    IndexWriterConfig config = new IndexWriterConfig(SearchableFields.analyzer());
    config.setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES);
    config.setCommitOnClose(false);
    config.setCodec(LargeSegmentGraphs.codec());
    this.writer = new IndexWriter(directory, config);
    this.searchers = new SearcherManager(writer, null);
  }

  EmbeddingVersion version() {
    return version;
  }

  boolean hasEncoder() {
    return encoder.isPresent();
  }

  /** Searchable after the next {@link #refresh}; replaces what has the same id. */
  void put(EnrichedTweet post, long keptAtMillis) throws IOException, InterruptedException {
    writer.updateDocument(
        new Term(SearchableFields.ID, post.getTweet().getTweetId()),
        SearchableFields.document(post, vectorOf(post), keptAtMillis, sequence.getAndIncrement()));
  }

  private float[] vectorOf(EnrichedTweet post) throws InterruptedException {
    if (!EmbeddingVersion.of(post.getEmbedding()).equals(version)) {
      return encode(post.getTweet().getText());
    }
    List<Float> values = post.getEmbedding().getValues();
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
    }
    return usable(vector);
  }

  private float[] encode(String text) throws InterruptedException {
    if (encoder.isEmpty()) {
      return null;
    }
    return usable(encoder.get().encode(text).orElse(null));
  }

  /**
   * Of length one, so that a dot product is the cosine. Vectors of no length, of another dimension
   * or with a NaN can't be compared.
   *
   * @return null for those
   */
  private float[] usable(float[] vector) {
    if (vector == null || vector.length == 0) {
      return null;
    }
    if (dimension == 0) {
      dimension = vector.length;
    }
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    boolean comparable = Double.isFinite(squares) && squares > 0 && vector.length == dimension;
    return comparable ? scaled(vector, 1 / Math.sqrt(squares)) : null;
  }

  private static float[] scaled(float[] vector, double by) {
    float[] scaled = new float[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (vector[i] * by);
    }
    return scaled;
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(SearchableFields.ID, id));
  }

  /** Takes away what came before the time, and the oldest beyond so many. */
  void evict(long beforeMillis, int maxPosts) throws IOException {
    writer.deleteDocuments(
        LongPoint.newRangeQuery(SearchableFields.KEPT_AT, Long.MIN_VALUE, beforeMillis - 1),
        LongPoint.newRangeQuery(
            SearchableFields.SEQUENCE, Long.MIN_VALUE, sequence.get() - maxPosts - 1));
  }

  /** Makes what was put searchable. */
  void refresh() throws IOException {
    searchers.maybeRefresh();
  }

  int posts() {
    return writer.getDocStats().numDocs;
  }

  List<SearchHit> search(SearchQuery query) throws IOException, InterruptedException {
    float[] vector = encode(query.text());
    Query filter = PostQueries.filter(query);
    IndexSearcher searcher = searchers.acquire();
    try {
      ReciprocalRanks ranks = new ReciprocalRanks();
      Query words = PostQueries.words(query.text(), writer.getAnalyzer(), filter);
      ranks.addWords(searcher.search(words, CANDIDATES).scoreDocs);
      if (vector != null) {
        Query near = new KnnFloatVectorQuery(SearchableFields.VECTOR, vector, WALKED, filter);
        ranks.addMeaning(searcher.search(near, CANDIDATES).scoreDocs);
      }
      return hits(searcher, ranks.best(query.limit()));
    } finally {
      searchers.release(searcher);
    }
  }

  private static List<SearchHit> hits(IndexSearcher searcher, List<Fused> best) throws IOException {
    StoredFields stored = searcher.storedFields();
    List<SearchHit> hits = new ArrayList<>();
    for (Fused each : best) {
      hits.add(
          new SearchHit(
              each.score(), each.wordRank(), each.meaningRank(), summary(stored, each.document())));
    }
    return hits;
  }

  private static JsonNode summary(StoredFields stored, int document) throws IOException {
    var bytes = stored.document(document).getBinaryValue(SearchableFields.SUMMARY);
    return JSON.readTree(bytes.bytes, bytes.offset, bytes.length);
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
    encoder.ifPresent(TextEncoder::close);
  }
}
