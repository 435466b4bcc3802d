package io.murmuration.feed.search;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IOContext;

/**
 * Vectors with a graph (HNSW, Malkov and Yashunin 2018) in large segments alone. A post is written
 * to a segment of a few posts and merged several times on its way into a large one; a graph at each
 * step would cost more than comparing all of a small segment does.
 *
 * <p>Lucene finds it by its name, through {@code META-INF/services}.
 */
public final class LargeSegmentGraphs extends KnnVectorsFormat {
  static final int LEAST_DOCUMENTS = 20_000;

  private static final String NAME = "MurmurationLargeSegmentGraphs";
  private static final String HAS_GRAPH = NAME + ".graph";

  /** With Lucene's 16 a search finds less than it promises. */
  private static final int NEIGHBOURS = 32;

  private static final int CANDIDATES = 200;

  private final Lucene99HnswVectorsFormat graphs =
      new Lucene99HnswVectorsFormat(NEIGHBOURS, CANDIDATES);
  private final Lucene99FlatVectorsFormat flat =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

  public LargeSegmentGraphs() {
    super(NAME);
  }

  /** Lucene's own, but for vectors. */
  static Lucene912Codec codec() {
    KnnVectorsFormat vectors = new LargeSegmentGraphs();
    return new Lucene912Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
      }
    };
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    boolean large =
        state.context.context == IOContext.Context.MERGE
            && state.segmentInfo.maxDoc() >= LEAST_DOCUMENTS;
    if (!large) {
      return flat.fieldsWriter(state);
    }
    state.segmentInfo.putAttribute(HAS_GRAPH, "true");
    return graphs.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return state.segmentInfo.getAttribute(HAS_GRAPH) == null
        ? new WholeSegmentReader(flat.fieldsReader(state))
        : graphs.fieldsReader(state);
  }
}
