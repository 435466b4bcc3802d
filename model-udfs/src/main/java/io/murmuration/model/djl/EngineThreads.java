package io.murmuration.model.djl;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.murmuration.model.inference.FatalInferenceException;
import java.util.Map;

/**
 * How many threads one call of ONNX Runtime uses. Its helpers sleep between calls: by default each
 * waits in a busy loop, which takes more of a shared core than the short calls of a stream do.
 */
final class EngineThreads {
  private static final String SPINNING = "session.intra_op.allow_spinning";

  private EngineThreads() {}

  /** Options for DJL's ONNX engine; the model that is loaded with them closes them. */
  static Map<String, Object> options(int threads) {
    SessionOptions options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.addConfigEntry(SPINNING, "0");
      return Map.of("sessionOptions", options);
    } catch (OrtException e) {
      options.close();
      throw new FatalInferenceException("ONNX Runtime takes no options: " + e.getMessage(), e);
    }
  }
}
