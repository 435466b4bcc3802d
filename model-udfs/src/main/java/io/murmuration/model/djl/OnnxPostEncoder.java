package io.murmuration.model.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.embed.TokenBuckets;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RejectedInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder's graph: token ids and mask {@code [batch, tokens]} to vectors {@code [batch,
 * dimension]} and language probabilities {@code [batch, labels]}.
 *
 * <p>No batch has one row: ONNX Runtime multiplies a single row with another kernel, whose last
 * bits differ, so a lone text is computed twice over.
 */
final class OnnxPostEncoder implements Model<long[], PostEncoding> {
  private static final int LEAST_ROWS = 2;

  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final int dimension;
  private final LanguageLabels languages;
  private ByteBuffer ids = direct(0);
  private ByteBuffer mask = direct(0);

  OnnxPostEncoder(ZooModel<NDList, NDList> model, ModelManifest manifest) {
    this.model = model;
    this.predictor = model.newPredictor();
    this.dimension = manifest.dimension();
    this.languages = LanguageLabels.of(manifest.outputs().get("language"));
  }

  @Override
  public List<PostEncoding> predict(List<long[]> texts) {
    int rows = Math.max(LEAST_ROWS, texts.size());
    int length = TokenBuckets.paddedLength(texts.get(0).length);
    fill(texts, rows, length);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(rows, length);
      NDArray idsArray = manager.create(ids.asLongBuffer(), shape, DataType.INT64);
      NDArray maskArray = manager.create(mask.asLongBuffer(), shape, DataType.INT64);
      NDList outputs = predictor.predict(new NDList(idsArray, maskArray));
      outputs.attach(manager);
      return encodings(texts.size(), rows, outputs);
    } catch (TranslateException e) {
      throw new IllegalStateException("the encoder failed: " + e.getMessage(), e);
    }
  }

  private void fill(List<long[]> texts, int rows, int length) {
    int bytes = rows * length * Long.BYTES;
    if (ids.capacity() < bytes) {
      ids = direct(bytes);
      mask = direct(bytes);
    }
    ids.clear().limit(bytes);
    mask.clear().limit(bytes);
    LongBuffer idsOut = ids.asLongBuffer();
    LongBuffer maskOut = mask.asLongBuffer();
    long[] ones = new long[length];
    long[] zeros = new long[length];
    Arrays.fill(ones, 1);
    for (int row = 0; row < rows; row++) {
      long[] text = texts.get(Math.min(row, texts.size() - 1));
      idsOut.put(text).put(zeros, 0, length - text.length);
      maskOut.put(ones, 0, text.length).put(zeros, 0, length - text.length);
    }
  }

  private List<PostEncoding> encodings(int wanted, int rows, NDList outputs) {
    float[] vectors = outputs.get(0).toFloatArray();
    float[] shares = outputs.get(1).toFloatArray();
    if (vectors.length != rows * dimension || shares.length != rows * languages.size()) {
      throw new FatalInferenceException(
          "the encoder answered %d rows with %d and %d numbers, not %d and %d each: its manifest is of another model"
              .formatted(rows, vectors.length, shares.length, dimension, languages.size()));
    }
    List<PostEncoding> encodings = new ArrayList<>(wanted);
    for (int row = 0; row < wanted; row++) {
      int from = row * dimension;
      encodings.add(
          new PostEncoding(
              languages.best(shares, row), Arrays.copyOfRange(vectors, from, from + dimension)));
    }
    return encodings;
  }

  @Override
  public void verify(PostEncoding encoding) throws RejectedInputException {
    for (float value : encoding.vector()) {
      if (!Float.isFinite(value)) {
        throw new RejectedInputException("NOT_FINITE", "the text's vector holds " + value);
      }
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
