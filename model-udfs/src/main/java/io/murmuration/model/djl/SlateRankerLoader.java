package io.murmuration.model.djl;

import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.rank.RankScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The timeline's ranker asked for whole slates: all rows of one reader are one request, for a row
 * costs the network less than a request costs the queue. A row's scores are those that {@link
 * RankerLoader} gives.
 */
public final class SlateRankerLoader implements ModelLoader<float[][], List<RankScores>> {
  private final RankerLoader rows;

  /**
   * @param directory as every task manager sees it
   */
  public SlateRankerLoader(String directory) {
    rows = new RankerLoader(directory);
  }

  @Override
  public String key() {
    return "slates:" + rows.key();
  }

  @Override
  public LoadedModel<float[][], ?, List<RankScores>> load() {
    LoadedModel<float[], float[], RankScores> loaded = rows.load();
    return new LoadedModel<>(
        loaded.identity(), new SlateRows(loaded.preprocessor()), new SlateModel(loaded.model()));
  }

  /** Each slate counts as one token, so those of all sizes share batches. */
  private record SlateRows(Preprocessor<float[], float[]> rows)
      implements Preprocessor<float[][], float[][]> {
    @Override
    public float[][] prepare(float[][] slate) throws RejectedInputException {
      for (float[] row : slate) {
        rows.prepare(row);
      }
      return slate;
    }

    @Override
    public int paddedTokens(float[][] slate) {
      return 1;
    }

    @Override
    public int tokens(float[][] slate) {
      return 1;
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private record SlateModel(Model<float[], RankScores> rows)
      implements Model<float[][], List<RankScores>> {
    @Override
    public List<List<RankScores>> predict(List<float[][]> slates) {
      List<float[]> all = slates.stream().flatMap(Arrays::stream).toList();
      List<RankScores> scores = all.isEmpty() ? List.of() : rows.predict(all);
      List<List<RankScores>> split = new ArrayList<>(slates.size());
      int from = 0;
      for (float[][] slate : slates) {
        split.add(List.copyOf(scores.subList(from, from + slate.length)));
        from += slate.length;
      }
      return split;
    }

    @Override
    public void verify(List<RankScores> output) throws RejectedInputException {
      for (RankScores scores : output) {
        rows.verify(scores);
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
