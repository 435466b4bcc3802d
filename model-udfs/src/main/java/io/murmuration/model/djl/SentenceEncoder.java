package io.murmuration.model.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.murmuration.model.djl.SentenceEncoderLoader.Pooling;
import io.murmuration.model.embed.TokenBuckets;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/**
 * A transformer, of any format: {@code input_ids}, {@code attention_mask} and, where it asks for
 * them, {@code token_type_ids}, each {@code [batch,tokens]}, to {@code [batch,tokens,dimension]} or
 * {@code [batch,dimension]}, its first output.
 *
 * <p>No batch has fewer rows than {@link EvenRows} says.
 */
final class SentenceEncoder implements Model<long[], float[]> {
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final Pooling pooling;
  private final int summingRows;
  private int leastRows = EvenRows.LEAST;
  private final Map<String, DirectLongs> buffers = new LinkedHashMap<>();

  /**
   * @param inputs the network's, in its order
   * @param summingRows the least of a batch, for a network that sums over tokens itself
   */
  SentenceEncoder(
      ZooModel<NDList, NDList> model, List<String> inputs, Pooling pooling, int summingRows) {
    this.model = model;
    this.summingRows = summingRows;
    this.predictor = model.newPredictor();
    this.pooling = pooling;
    for (String input : inputs) {
      valueOf(input);
      buffers.put(input, new DirectLongs());
    }
  }

  /** What a named input holds at a place of a text. */
  private static ToLongBiFunction<long[], Integer> valueOf(String input) {
    return switch (input) {
      case "input_ids" -> (text, at) -> at < text.length ? text[at] : 0;
      case "attention_mask" -> (text, at) -> at < text.length ? 1 : 0;
      case "token_type_ids" -> (text, at) -> 0;
      default ->
          throw new FatalInferenceException(
              "the model asks for '%s', a sentence encoder for input_ids, attention_mask and"
                      .formatted(input)
                  + " token_type_ids alone");
    };
  }

  @Override
  public List<float[]> predict(List<long[]> texts) {
    int rows = Math.max(leastRows, texts.size());
    int length = TokenBuckets.paddedLength(texts.get(0).length);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList arrays = new NDList();
      for (String input : buffers.keySet()) {
        arrays.add(array(input, texts, rows, length, manager));
      }
      NDList outputs = predictor.predict(arrays);
      outputs.attach(manager);
      if (leastRows < summingRows && outputs.get(0).getShape().dimension() == 2) {
        leastRows = summingRows;
        return predict(texts);
      }
      return vectors(outputs.get(0), texts);
    } catch (TranslateException e) {
      throw EngineFailures.of("the encoder failed", e);
    }
  }

  private NDArray array(String input, List<long[]> texts, int rows, int length, NDManager manager) {
    DirectLongs longs = buffers.get(input).start(rows * length);
    ToLongBiFunction<long[], Integer> value = valueOf(input);
    for (int row = 0; row < rows; row++) {
      long[] text = texts.get(Math.min(row, texts.size() - 1));
      for (int at = 0; at < length; at++) {
        longs.put(value.applyAsLong(text, at));
      }
    }
    return manager.create(longs.buffer(), new Shape(rows, length), DataType.INT64);
  }

  private List<float[]> vectors(NDArray output, List<long[]> texts) {
    Shape shape = output.getShape();
    if (shape.dimension() != 2 && shape.dimension() != 3) {
      throw new FatalInferenceException(
          "the model's first output has the shape %s, not [batch,tokens,dimension] or"
                  .formatted(shape)
              + " [batch,dimension]");
    }
    int dimension = Math.toIntExact(shape.get(shape.dimension() - 1));
    int tokens = shape.dimension() == 2 ? 1 : Math.toIntExact(shape.get(1));
    float[] values = output.toFloatArray();
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int row = 0; row < texts.size(); row++) {
      boolean first = tokens == 1 || pooling == Pooling.FIRST;
      int count = first ? 1 : texts.get(row).length;
      vectors.add(pooled(values, row * tokens * dimension, count, dimension));
    }
    return vectors;
  }

  /** The direction of the sum of some neighbouring vectors; that of their mean is the same. */
  private static float[] pooled(float[] values, int from, int count, int dimension) {
    float[] sum = new float[dimension];
    for (int token = 0; token < count; token++) {
      for (int i = 0; i < dimension; i++) {
        sum[i] += values[from + token * dimension + i];
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    float norm = (float) Math.sqrt(squares);
    for (int i = 0; i < dimension; i++) {
      sum[i] /= norm;
    }
    return sum;
  }

  @Override
  public void verify(float[] vector) throws RejectedInputException {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new RejectedInputException("NOT_FINITE", "the text's vector holds " + value);
      }
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
