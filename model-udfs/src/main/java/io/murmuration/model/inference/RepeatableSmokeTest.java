package io.murmuration.model.inference;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a few different inputs, each twice: no answer may be unfit to be published, another the
 * second time, or the same for all.
 *
 * @param <I> the input
 */
public final class RepeatableSmokeTest<I, O> implements SmokeTest<I, O> {
  private final Inputs<I> inputs;
  private final BytesOf<O> bytesOf;

  /** At least two that a model tells apart. */
  public interface Inputs<I> extends Serializable {
    List<I> inputs();
  }

  /** All of an answer that is published. */
  public interface BytesOf<O> extends Serializable {
    byte[] bytesOf(O output);
  }

  public RepeatableSmokeTest(Inputs<I> inputs, BytesOf<O> bytesOf) {
    this.inputs = inputs;
    this.bytesOf = bytesOf;
  }

  @Override
  public <P> void check(LoadedModel<I, P, O> loaded) {
    byte[] first = null;
    boolean differs = false;
    for (I input : inputs.inputs()) {
      byte[] answer = bytesOf.bytesOf(answer(loaded, input));
      if (!Arrays.equals(answer, bytesOf.bytesOf(answer(loaded, input)))) {
        throw new FatalInferenceException("it gives one input another answer the second time");
      }
      differs |= first != null && !Arrays.equals(first, answer);
      first = first == null ? answer : first;
    }
    if (!differs) {
      throw new FatalInferenceException("it gives different inputs one and the same answer");
    }
  }

  /**
   * One answer, fit to be published.
   *
   * @throws FatalInferenceException if there is none
   */
  public static <I, P, O> O answer(LoadedModel<I, P, O> loaded, I input) {
    try {
      P prepared = loaded.preprocessor().prepare(input);
      O output = loaded.model().predict(List.of(prepared)).get(0);
      loaded.model().verify(output);
      return output;
    } catch (RejectedInputException e) {
      throw new FatalInferenceException(
          "it refuses an input of its smoke test: %s: %s".formatted(e.kind(), e.getMessage()), e);
    } catch (IllegalStateException e) {
      throw new FatalInferenceException("it fails in its smoke test: " + e.getMessage(), e);
    }
  }
}
