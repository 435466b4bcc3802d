package io.murmuration.cli.bench.operator;

import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import java.util.List;

/** A model that gives back what it gets: all that is left is what its caller costs. */
record NoOpLoader() implements ModelLoader<Long, Long> {
  private static final int TOKENS = 1;

  @Override
  public String key() {
    return "bench-no-op";
  }

  @Override
  public LoadedModel<Long, Long, Long> load() {
    return new LoadedModel<>(
        new ModelIdentity("no-op", "1", "00"), new Unchanged(), new Identity());
  }

  private static final class Unchanged implements Preprocessor<Long, Long> {
    @Override
    public Long prepare(Long input) {
      return input;
    }

    @Override
    public int paddedTokens(Long prepared) {
      return TOKENS;
    }

    @Override
    public int tokens(Long prepared) {
      return TOKENS;
    }

    @Override
    public void close() {}
  }

  private static final class Identity implements Model<Long, Long> {
    @Override
    public List<Long> predict(List<Long> inputs) {
      return inputs;
    }

    @Override
    public void verify(Long output) {}

    @Override
    public void close() {}
  }
}
