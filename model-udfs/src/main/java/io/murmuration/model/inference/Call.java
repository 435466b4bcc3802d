package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.List;

/** A batch in the engine: what it is of, and when it began. */
record Call<P, O>(List<Request<P, O>> batch, long startedNanos) {
  /** What became of it. */
  sealed interface Result<O> {}

  /** One verdict for each request, in order. */
  record Answered<O>(List<Verdict<O>> verdicts) implements Result<O> {}

  record Failed<O>(RuntimeException cause) implements Result<O> {}

  /**
   * @param refusal why the output must not be published, or null
   */
  record Verdict<O>(O output, RejectedInputException refusal) {}

  int paddedTokens() {
    return batch.size() * batch.get(0).input.paddedTokens();
  }

  /** A suspect takes nobody down with it. */
  boolean alone() {
    return batch.size() == 1 && batch.get(0).input.suspect();
  }

  List<byte[]> digests() {
    List<byte[]> digests = new ArrayList<>(batch.size());
    for (Request<P, O> request : batch) {
      if (request.input.digest() != null) {
        digests.add(request.input.digest());
      }
    }
    return digests;
  }

  /**
   * Asks the model and looks at each output; on the device thread.
   *
   * @return never null; a failure of the JVM or of native code comes back as a fatal one
   */
  Result<O> run(Model<P, O> model, ModelIdentity identity) {
    try {
      List<O> outputs = model.predict(batch.stream().map(each -> each.input.value()).toList());
      if (outputs.size() != batch.size()) {
        throw new FatalInferenceException(
            "%s %s answered %d inputs with %d outputs"
                .formatted(identity.name(), identity.version(), batch.size(), outputs.size()));
      }
      List<Verdict<O>> verdicts = new ArrayList<>(outputs.size());
      for (O output : outputs) {
        verdicts.add(verdict(model, output));
      }
      return new Answered<>(verdicts);
    } catch (RuntimeException e) {
      return new Failed<>(e);
    } catch (OutOfMemoryError e) {
      return new Failed<>(
          isOfTheDevice(e) ? new DeviceMemoryException(e.getMessage(), e) : broken(e));
    } catch (Throwable e) {
      // Errors of the JVM or of native code; the engine is not to be trusted any more.
      return new Failed<>(broken(e));
    }
  }

  /** No room outside of Java's heap: the heap itself is whole. */
  private static boolean isOfTheDevice(OutOfMemoryError e) {
    return String.valueOf(e.getMessage()).contains("direct buffer memory");
  }

  private static FatalInferenceException broken(Throwable cause) {
    return new FatalInferenceException("the model's engine failed: " + cause, cause);
  }

  private static <O> Verdict<O> verdict(Model<?, O> model, O output) {
    try {
      model.verify(output);
      return new Verdict<>(output, null);
    } catch (RejectedInputException e) {
      return new Verdict<>(null, e);
    }
  }
}
