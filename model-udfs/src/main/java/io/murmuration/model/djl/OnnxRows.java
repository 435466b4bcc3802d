package io.murmuration.model.djl;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.RejectedInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A graph from rows {@code [batch, features]} to probabilities {@code [batch, heads]}, on one
 * thread: a row costs less than it takes to share it out.
 *
 * <p>No batch has one row: ONNX Runtime multiplies a single row with another kernel, whose last
 * bits differ.
 */
final class OnnxRows<O> implements Model<float[], O> {
  private static final int LEAST_ROWS = 2;

  private final ai.djl.Model model;
  private final int leastRows;
  private final int features;
  private final int heads;
  private final Function<float[], O> read;
  private final Function<O, float[]> probabilities;
  private final DirectFloats rows = new DirectFloats();
  private boolean closed;

  private OnnxRows(
      ai.djl.Model model,
      int leastRows,
      int features,
      int heads,
      Function<float[], O> read,
      Function<O, float[]> probabilities) {
    this.model = model;
    this.leastRows = leastRows;
    this.features = features;
    this.heads = heads;
    this.read = read;
    this.probabilities = probabilities;
  }

  /**
   * Loads the graph and runs it once.
   *
   * @param read from a row of probabilities to what is published
   * @param probabilities and back
   * @throws FatalInferenceException if there is none, or it has another shape
   */
  static <O> OnnxRows<O> load(
      Path folder,
      int features,
      int heads,
      Function<float[], O> read,
      Function<O, float[]> probabilities) {
    return load(folder, LEAST_ROWS, features, heads, read, probabilities);
  }

  /**
   * @param leastRows 1 gives up the same bits in any batch
   */
  static <O> OnnxRows<O> load(
      Path folder,
      int leastRows,
      int features,
      int heads,
      Function<float[], O> read,
      Function<O, float[]> probabilities) {
    ai.djl.Model model = ai.djl.Model.newInstance("model", "OnnxRuntime");
    try {
      model.load(folder, "model", EngineThreads.options(1));
      OnnxRows<O> rows = new OnnxRows<>(model, leastRows, features, heads, read, probabilities);
      rows.predict(List.of(new float[features]));
      return rows;
    } catch (FatalInferenceException e) {
      model.close();
      throw e;
    } catch (IOException | MalformedModelException | EngineException | IllegalStateException e) {
      model.close();
      throw new FatalInferenceException(
          folder.resolve("model.onnx") + " can't be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public List<O> predict(List<float[]> inputs) {
    int count = Math.max(leastRows, inputs.size());
    rows.start(count * features);
    for (int row = 0; row < count; row++) {
      rows.put(inputs.get(Math.min(row, inputs.size() - 1)));
    }
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList arrays = new NDList(manager.create(rows.buffer(), new Shape(count, features)));
      NDList outputs = model.getBlock().forward(new ParameterStore(manager, false), arrays, false);
      outputs.attach(manager);
      float[] found = outputs.get(0).toFloatArray();
      requireShape(found.length, count);
      List<O> all = new ArrayList<>(inputs.size());
      for (int row = 0; row < inputs.size(); row++) {
        all.add(read.apply(Arrays.copyOfRange(found, row * heads, (row + 1) * heads)));
      }
      return all;
    } catch (EngineException e) {
      throw EngineFailures.of("the network failed", e);
    }
  }

  private void requireShape(int found, int count) {
    if (found != count * heads) {
      throw new FatalInferenceException(
          "the network gave %d numbers for %d rows of %d heads: its manifest is of another model"
              .formatted(found, count, heads));
    }
  }

  @Override
  public void verify(O output) throws RejectedInputException {
    for (float probability : probabilities.apply(output)) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new RejectedInputException("NOT_FINITE", "a probability is " + probability);
      }
    }
  }

  /** Once: DJL's second close throws. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}
