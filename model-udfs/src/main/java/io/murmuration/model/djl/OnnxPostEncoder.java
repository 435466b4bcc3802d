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
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RejectedInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder's graph: token ids and mask {@code [batch, tokens]} to vectors {@code [batch,
 * dimension]} and, for each head, probabilities {@code [batch, labels]}.
 *
 * <p>No batch has fewer rows than {@link EvenRows} says; a lone text is computed several times
 * over.
 */
final class OnnxPostEncoder implements Model<long[], PostEncoding> {
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final PostEncodings encodings;
  private final int leastRows;
  private ByteBuffer ids = direct(0);
  private ByteBuffer mask = direct(0);

  OnnxPostEncoder(ZooModel<NDList, NDList> model, ModelManifest manifest, int leastRows) {
    this.model = model;
    this.leastRows = leastRows;
    this.predictor = model.newPredictor();
    this.encodings = new PostEncodings(manifest);
  }

  @Override
  public List<PostEncoding> predict(List<long[]> texts) {
    int rows = Math.max(leastRows, texts.size());
    int length = TokenBuckets.paddedLength(texts.get(0).length);
    fill(texts, rows, length);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(rows, length);
      NDArray idsArray = manager.create(ids.asLongBuffer(), shape, DataType.INT64);
      NDArray maskArray = manager.create(mask.asLongBuffer(), shape, DataType.INT64);
      NDList outputs = predictor.predict(new NDList(idsArray, maskArray));
      outputs.attach(manager);
      return encodings.read(
          outputs.stream().map(NDArray::toFloatArray).toList(), rows, texts.size());
    } catch (TranslateException e) {
      throw EngineFailures.of("the encoder failed", e);
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

  @Override
  public void verify(PostEncoding encoding) throws RejectedInputException {
    float zeros = 0;
    for (float value : encoding.vector()) {
      zeros += 0 * value; // NaN where the value is not finite
    }
    requireFinite("vector", zeros);
    requireFinite("toxicity", encoding.toxicity());
    requireFinite("spam", encoding.spam());
  }

  private static void requireFinite(String what, float value) throws RejectedInputException {
    if (!Float.isFinite(value)) {
      throw new RejectedInputException("NOT_FINITE", "the text's " + what + " is not finite");
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
