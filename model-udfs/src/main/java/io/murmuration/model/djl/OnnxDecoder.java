package io.murmuration.model.djl;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.murmuration.model.generate.DecoderStep;
import io.murmuration.model.generate.KeyValueCache;
import io.murmuration.model.generate.StepInput;
import io.murmuration.model.generate.StepOutput;
import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.inference.FatalInferenceException;

/**
 * A Llama decoder's graph on ONNX Runtime; {@link io.murmuration.model.generate.onnx.LlamaGraph
 * LlamaGraph} names its inputs.
 *
 * <p>No product has one row: ONNX Runtime multiplies a single row with another kernel, whose last
 * bits differ, so beside a lone new token goes a row that nobody reads.
 */
final class OnnxDecoder implements DecoderStep {
  private static final int LEAST_ROWS = 2;
  private static final float MASKED = -1e30f;

  private final Model model;
  private final LlamaConfig config;
  private final DirectLongs tokens = new DirectLongs();
  private final DirectLongs positions = new DirectLongs();
  private final DirectLongs last = new DirectLongs();
  private final DirectLongs lengths = new DirectLongs();
  private final DirectFloats maskPast = new DirectFloats();
  private final DirectFloats maskNew = new DirectFloats();
  private boolean closed;

  OnnxDecoder(Model model, LlamaConfig config) {
    this.model = model;
    this.config = config;
  }

  @Override
  public LlamaConfig config() {
    return config;
  }

  @Override
  public StepOutput run(StepInput input) {
    int rows = input.length() == 1 ? Math.max(LEAST_ROWS, input.rows()) : input.rows();
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList arrays = arrays(manager, input, rows);
      NDList outputs = model.getBlock().forward(new ParameterStore(manager, false), arrays, false);
      outputs.attach(manager);
      return output(outputs, rows, input.length());
    } catch (EngineException e) {
      throw EngineFailures.of("the decoder failed", e);
    }
  }

  private StepOutput output(NDList outputs, int rows, int length) {
    float[] logits = outputs.get(0).toFloatArray();
    float[] entries = outputs.get(1).toFloatArray();
    int entry = 2 * config.layers() * config.keyWidth() * length;
    if (logits.length != Math.max(LEAST_ROWS, rows) * config.vocabulary()
        || entries.length != rows * entry) {
      throw new FatalInferenceException(
          "the decoder gave %d logits and %d cache entries for %d rows of %d tokens"
              .formatted(logits.length, entries.length, rows, length));
    }
    return new StepOutput(rows, logits, entries);
  }

  private NDList arrays(NDManager manager, StepInput input, int rows) {
    int length = input.length();
    KeyValueCache cache = input.cache();
    NDList arrays = new NDList(6 + cache.parts());
    fillTokens(input, rows);
    Shape tokenShape = new Shape(rows, length);
    arrays.add(manager.create(tokens.buffer(), tokenShape));
    arrays.add(manager.create(positions.buffer(), tokenShape));
    arrays.add(manager.create(last.buffer(), new Shape(Math.max(LEAST_ROWS, rows))));
    fillMasks(input, rows);
    arrays.add(manager.create(maskPast.buffer(), new Shape(rows, 1, 1, cache.length())));
    arrays.add(
        manager.create(maskNew.buffer(), new Shape(1, 1, (long) config.group() * length, length)));
    lengths.start(2).put(cache.length()).put(length);
    arrays.add(manager.create(lengths.buffer(), new Shape(2)));
    Shape shape = new Shape(rows, config.kvHeads(), cache.length(), config.headDim());
    for (int part = 0; part < cache.parts(); part++) {
      NDArray view = manager.create(cache.view(part, input.firstSlot(), rows), shape);
      arrays.add(view);
    }
    return arrays;
  }

  private void fillTokens(StepInput input, int rows) {
    int length = input.length();
    tokens.start(rows * length);
    positions.start(rows * length);
    for (int row = 0; row < rows; row++) {
      boolean asked = row < input.rows();
      for (int i = 0; i < length; i++) {
        tokens.put(asked ? input.tokens()[row * length + i] : 0);
        int position = asked ? input.cached()[row] + i : i;
        positions.put(Math.min(position, config.maxPositions() - 1));
      }
    }
    int wanted = Math.max(LEAST_ROWS, rows);
    last.start(wanted);
    for (int i = 0; i < wanted; i++) {
      int row = Math.min(i, input.rows() - 1);
      last.put((long) row * length + input.counts()[row] - 1);
    }
  }

  private void fillMasks(StepInput input, int rows) {
    int length = input.length();
    maskPast.start(rows * input.cache().length());
    for (int row = 0; row < rows; row++) {
      int cached = row < input.rows() ? input.cached()[row] : 0;
      maskPast.put(0, cached).put(MASKED, input.cache().length() - cached);
    }
    maskNew.start(config.group() * length * length);
    for (int row = 0; row < config.group() * length; row++) {
      int seen = row % length + 1;
      maskNew.put(0, seen).put(MASKED, length - seen);
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
