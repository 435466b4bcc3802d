package io.murmuration.cli.bench.crayfish;

import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import java.util.List;

/** Says the same of each data point: what is left is Kafka, Flink and JSON. */
record NoNetwork() implements ModelLoader<float[], float[]> {
  @Override
  public String key() {
    return "bench-no-network";
  }

  @Override
  public LoadedModel<float[], float[], float[]> load() {
    return new LoadedModel<>(
        new ModelIdentity("no-network", "1", "00"), new Unchanged(), new Constant());
  }

  private static final class Unchanged implements Preprocessor<float[], float[]> {
    @Override
    public float[] prepare(float[] row) {
      return row;
    }

    @Override
    public int paddedTokens(float[] row) {
      return 1;
    }

    @Override
    public int tokens(float[] row) {
      return 1;
    }

    @Override
    public void close() {}
  }

  private static final class Constant implements Model<float[], float[]> {
    private final float[] answer = new float[Network.OUTPUTS];

    @Override
    public List<float[]> predict(List<float[]> rows) {
      return rows.stream().map(row -> answer).toList();
    }

    @Override
    public void verify(float[] output) {}

    @Override
    public void close() {}
  }
}
