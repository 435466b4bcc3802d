package io.murmuration.feed.search;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * Lucene's codec with more neighbours a vector than by default (HNSW, Malkov and Yashunin 2018):
 * with 16 of them and 100 candidates a search finds less than it promises. What it writes any
 * Lucene of that version reads.
 */
final class DenseGraphCodec extends Lucene912Codec {
  private static final int NEIGHBOURS = 32;
  private static final int CANDIDATES = 200;

  private final KnnVectorsFormat vectors = new Lucene99HnswVectorsFormat(NEIGHBOURS, CANDIDATES);

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }
}
