package io.murmuration.feed.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeSegmentGraphsTest {
  private static final int DIMENSIONS = 16;
  private static final int NEAREST = 10;
  private static final String VECTOR = "vector";
  private static final String NUMBER = "number";

  private final Random random = new Random(7);
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final List<float[]> vectors = new ArrayList<>();
  private IndexWriter writer;

  @BeforeEach
  void open() throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(LargeSegmentGraphs.codec());
    config.setUseCompoundFile(false);
    config.getMergePolicy().setNoCFSRatio(0);
    writer = new IndexWriter(directory, config);
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
    directory.close();
  }

  @Test
  void missesNoNeighbourWhereSegmentsAreSmall() throws Exception {
    add(700);
    writer.commit();
    add(800);
    writer.forceMerge(1);
    add(300);

    double found = shareFoundOf(60);

    assertThat(found).isEqualTo(1);
    assertThat(graphs()).isZero();
  }

  @Test
  void findsNearlyAllByAGraphWhereTheSegmentIsLarge() throws Exception {
    add(LargeSegmentGraphs.LEAST_DOCUMENTS);
    writer.forceMerge(1);
    add(300);

    double found = shareFoundOf(60);

    assertThat(found).isGreaterThan(0.97);
    assertThat(graphs()).isEqualTo(1);
  }

  private void add(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      float[] vector = new float[DIMENSIONS];
      for (int d = 0; d < DIMENSIONS; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      Document document = new Document();
      document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.EUCLIDEAN));
      document.add(new NumericDocValuesField(NUMBER, vectors.size()));
      writer.addDocument(document);
      vectors.add(vector);
      if (i == count / 2) {
        writer.flush();
      }
    }
  }

  /** Of the nearest, over so many queries. */
  private double shareFoundOf(int queries) throws IOException {
    int found = 0;
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (int i = 0; i < queries; i++) {
        float[] query = vectors.get(random.nextInt(vectors.size())).clone();
        query[0] += 0.1f;
        List<Integer> exact = exactly(query);
        var near = new KnnFloatVectorQuery(VECTOR, query, NEAREST);
        for (ScoreDoc each : searcher.search(near, NEAREST).scoreDocs) {
          found += exact.contains((int) number(reader, each.doc)) ? 1 : 0;
        }
      }
    }
    return (double) found / (queries * NEAREST);
  }

  private static long number(DirectoryReader reader, int document) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      int within = document - leaf.docBase;
      if (within >= 0 && within < leaf.reader().maxDoc()) {
        var numbers = leaf.reader().getNumericDocValues(NUMBER);
        numbers.advanceExact(within);
        return numbers.longValue();
      }
    }
    throw new IllegalArgumentException("no document " + document);
  }

  private List<Integer> exactly(float[] query) {
    return IntStream.range(0, vectors.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distance(query, vectors.get(i))))
        .limit(NEAREST)
        .toList();
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }

  /** How many segments have one. */
  private long graphs() throws IOException {
    return Arrays.stream(directory.listAll()).filter(file -> file.endsWith(".vem")).count();
  }
}
