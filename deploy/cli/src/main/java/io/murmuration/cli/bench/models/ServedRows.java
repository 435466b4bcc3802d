package io.murmuration.cli.bench.models;

import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;

/** A shipped model of rows as it is served, in batches as large as the jobs'. */
final class ServedRows<P, O> implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int TIMED_BATCHES = 2_000;

  private final LoadedModel<float[], P, O> loaded;

  private ServedRows(LoadedModel<float[], P, O> loaded) {
    this.loaded = loaded;
  }

  static <O> ServedRows<?, O> load(ModelLoader<float[], O> loader) {
    return new ServedRows<>(loader.load());
  }

  String arm() {
    return loaded.identity().name() + " " + loaded.identity().version();
  }

  List<O> predict(List<float[]> rows) {
    List<O> all = new ArrayList<>(rows.size());
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<float[]> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      all.addAll(loaded.model().predict(prepared(batch)));
    }
    return all;
  }

  /** Of a row, in full batches on one thread; one figure for each repeat. */
  List<Double> microseconds(List<float[]> rows, int repeats) {
    List<P> batch = prepared(rows.subList(0, BATCH));
    Model<P, O> model = loaded.model();
    List<Double> found = new ArrayList<>();
    for (int repeat = -1; repeat < repeats; repeat++) {
      long began = System.nanoTime();
      for (int i = 0; i < TIMED_BATCHES; i++) {
        model.predict(batch);
      }
      if (repeat >= 0) {
        found.add((System.nanoTime() - began) / 1e3 / TIMED_BATCHES / BATCH);
      }
    }
    return found;
  }

  private List<P> prepared(List<float[]> rows) {
    List<P> prepared = new ArrayList<>(rows.size());
    for (float[] row : rows) {
      try {
        prepared.add(loaded.preprocessor().prepare(row));
      } catch (RejectedInputException e) {
        throw new IllegalStateException(arm() + " refused a row: " + e.getMessage(), e);
      }
    }
    return prepared;
  }

  @Override
  public void close() {
    loaded.close();
  }
}
