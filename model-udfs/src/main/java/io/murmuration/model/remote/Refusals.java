package io.murmuration.model.remote;

import io.murmuration.model.inference.RejectedInputException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The outputs that stand for a refused input until they are verified: a model may reject an input
 * in {@code verify} alone, and a batch in which one is refused keeps its other outputs.
 */
final class Refusals<O> {
  private static final String KIND = "REFUSED";

  private final Map<O, String> reasons = Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * @param placeholder an object of its own
   */
  O refused(O placeholder, RefusedInputException reason) {
    reasons.put(placeholder, reason.getMessage());
    return placeholder;
  }

  void verify(O output) throws RejectedInputException {
    String reason = reasons.remove(output);
    if (reason != null) {
      throw new RejectedInputException(KIND, reason);
    }
  }
}
