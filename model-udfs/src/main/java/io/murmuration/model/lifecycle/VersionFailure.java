package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.InferenceOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a commanded version gives no answer on this machine.
 *
 * @param message one line with what to do
 */
public record VersionFailure(String kind, String message) {
  public static final String MODEL_UNAVAILABLE = "MODEL_UNAVAILABLE";
  public static final String MODEL_FAILED = "MODEL_FAILED";

  private static final Logger LOG = LoggerFactory.getLogger(VersionFailure.class);

  /** It can't be loaded. */
  public static VersionFailure unavailable(ModelRevision revision, CompletableFuture<?> lease) {
    return of(revision, MODEL_UNAVAILABLE, "can't be loaded on this machine", failureOf(lease));
  }

  /** Its engine broke. */
  public static VersionFailure failed(ModelRevision revision, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return of(revision, MODEL_FAILED, "failed", cause);
  }

  private static VersionFailure of(
      ModelRevision revision, String kind, String what, Throwable cause) {
    String message =
        "%s %s %s: %s; roll it back: ./murmur models rollback %s"
            .formatted(
                revision.name(), revision.version(), what, cause.getMessage(), revision.name());
    LOG.warn(message);
    return new VersionFailure(kind, message);
  }

  private static Throwable failureOf(CompletableFuture<?> failed) {
    try {
      failed.join();
    } catch (CompletionException e) {
      return e.getCause();
    }
    throw new IllegalArgumentException("it has not failed");
  }

  public <O> InferenceOutcome<O> outcome(ModelRevision revision) {
    return new InferenceOutcome.Rejected<>(revision.identity(), 1, kind, message);
  }
}
