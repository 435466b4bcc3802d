package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers a text with itself in brackets; misbehaves on the texts that a test names. */
final class EchoModel implements Model<String, String> {
  static final ModelIdentity IDENTITY = new ModelIdentity("echo", "1", "00");

  final List<List<String>> batches = new ArrayList<>();
  private final Set<String> poison;
  private final Map<String, Integer> failuresLeft = new HashMap<>();
  private RuntimeException next;
  volatile boolean closed;
  volatile boolean breaksWhenClosed;

  EchoModel(String... poison) {
    this.poison = Set.of(poison);
  }

  /** Every batch with this text fails so many times, then no more. */
  EchoModel failing(String text, int times) {
    failuresLeft.put(text, times);
    return this;
  }

  /** The next batch ends with this. */
  void failNext(RuntimeException failure) {
    next = failure;
  }

  @Override
  public List<String> predict(List<String> inputs) {
    batches.add(List.copyOf(inputs));
    if (next != null) {
      RuntimeException thrown = next;
      next = null;
      throw thrown;
    }
    for (String input : inputs) {
      if (poison.contains(input) || failuresLeft.merge(input, -1, Integer::sum) >= 0) {
        throw new IllegalStateException("choked on " + input);
      }
    }
    return inputs.stream().map(input -> "[" + input + "]").toList();
  }

  @Override
  public void verify(String output) throws RejectedInputException {
    if (output.contains("NaN")) {
      throw new RejectedInputException("NOT_FINITE", "holds NaN");
    }
  }

  @Override
  public void close() {
    closed = true;
    if (breaksWhenClosed) {
      throw new IllegalStateException("can't be closed");
    }
  }
}
