package io.murmuration.feed.search;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** Finds neighbours by comparing every vector of a segment, so it misses none. */
final class WholeSegmentReader extends KnnVectorsReader {
  private final FlatVectorsReader vectors;

  WholeSegmentReader(FlatVectorsReader vectors) {
    this.vectors = vectors;
  }

  @Override
  public void search(String field, float[] target, KnnCollector nearest, Bits accepted)
      throws IOException {
    search(vectors.getRandomVectorScorer(field, target), nearest, accepted);
  }

  @Override
  public void search(String field, byte[] target, KnnCollector nearest, Bits accepted)
      throws IOException {
    search(vectors.getRandomVectorScorer(field, target), nearest, accepted);
  }

  private static void search(RandomVectorScorer scorer, KnnCollector nearest, Bits accepted)
      throws IOException {
    for (int i = 0; i < scorer.maxOrd() && !nearest.earlyTerminated(); i++) {
      int document = scorer.ordToDoc(i);
      if (accepted == null || accepted.get(document)) {
        nearest.incVisitedCount(1);
        nearest.collect(document, scorer.score(i));
      }
    }
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return vectors.getFloatVectorValues(field);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return vectors.getByteVectorValues(field);
  }

  @Override
  public void checkIntegrity() throws IOException {
    vectors.checkIntegrity();
  }

  @Override
  public KnnVectorsReader getMergeInstance() {
    return vectors.getMergeInstance();
  }

  @Override
  public long ramBytesUsed() {
    return vectors.ramBytesUsed();
  }

  @Override
  public void close() throws IOException {
    vectors.close();
  }
}
