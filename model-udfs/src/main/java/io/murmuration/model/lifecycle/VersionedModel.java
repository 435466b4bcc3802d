package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.Claim;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.Urgency;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A model of which each question asks for a version and meets no other. A version that this machine
 * has not loaded yet is loaded beside the stream, and its questions wait. The shipped version stays
 * loaded; another closes, drained, a minute after its last question. Thread-safe.
 *
 * <p>A commanded version that can't be loaded here, or whose engine fails, gives no answer ({@link
 * VersionFailure}): restarting the job would bring its records back to it for ever, and no other
 * version may answer in its name. The shipped version's failures are the job's.
 */
public final class VersionedModel<L extends Claim> implements AutoCloseable {
  private final ModelRevision shipped;
  private final L shippedLease;
  private final ModelLeases<L> leases;
  private final Consumer<L> firstUsed;
  private final Map<String, Object> told = new ConcurrentHashMap<>();

  /** What a loaded version is asked. */
  @FunctionalInterface
  public interface Question<L, R> {
    /**
     * @return fails with a {@link RejectedInputException} or by being cancelled where this question
     *     alone gets no answer; with anything else where the engine is broken
     */
    CompletableFuture<R> put(L lease) throws InterruptedException;
  }

  /**
   * Loads the shipped version.
   *
   * @param firstUsed told of each version when it is asked first, and again where it was given up
   *     and loaded anew so that its {@link Claim#figures} are others
   */
  public VersionedModel(Versions<L> versions, Consumer<L> firstUsed) {
    this(versions, firstUsed, System::nanoTime);
  }

  VersionedModel(Versions<L> versions, Consumer<L> firstUsed, LongSupplier nanoClock) {
    this.shipped = versions.shipped();
    this.leases = new ModelLeases<>(versions, nanoClock);
    this.firstUsed = firstUsed;
    this.shippedLease = leases.keep(shipped);
    tell(shipped, shippedLease);
  }

  public ModelRevision shipped() {
    return shipped;
  }

  public L shippedLease() {
    return shippedLease;
  }

  /** Asks a model behind a batcher: a version that fails refuses its inputs. */
  public static <I, O> CompletableFuture<InferenceOutcome<O>> submit(
      VersionedModel<ModelLease<I, O>> model, ModelRevision revision, I input, Urgency urgency)
      throws InterruptedException {
    return model.ask(
        revision,
        lease -> lease.submit(input, urgency),
        failure -> CompletableFuture.completedFuture(failure.outcome(revision)));
  }

  /**
   * Asks on this thread, where a full queue is backpressure, unless the version is still loading.
   *
   * @param instead the answer of a commanded version that gives none
   */
  public <R> CompletableFuture<R> ask(
      ModelRevision revision,
      Question<L, R> question,
      Function<VersionFailure, CompletableFuture<R>> instead)
      throws InterruptedException {
    CompletableFuture<L> lease = leases.of(revision);
    return lease.isDone()
        ? put(lease, revision, question, instead)
        : lease
            .handle((loaded, failure) -> putLater(lease, revision, question, instead))
            .thenCompose(answer -> answer);
  }

  private <R> CompletableFuture<R> putLater(
      CompletableFuture<L> lease,
      ModelRevision revision,
      Question<L, R> question,
      Function<VersionFailure, CompletableFuture<R>> instead) {
    try {
      return put(lease, revision, question, instead);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private <R> CompletableFuture<R> put(
      CompletableFuture<L> lease,
      ModelRevision revision,
      Question<L, R> question,
      Function<VersionFailure, CompletableFuture<R>> instead)
      throws InterruptedException {
    if (lease.isCompletedExceptionally()) {
      return instead.apply(VersionFailure.unavailable(revision, lease));
    }
    L loaded = lease.join();
    tell(revision, loaded);
    CompletableFuture<R> answer = answer(question, loaded);
    return revision.sha256().equals(shipped.sha256())
        ? answer
        : answer.exceptionallyCompose(failure -> failed(failure, revision, instead));
  }

  private static <L, R> CompletableFuture<R> answer(Question<L, R> question, L loaded)
      throws InterruptedException {
    try {
      return question.put(loaded);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <R> CompletableFuture<R> failed(
      Throwable failure,
      ModelRevision revision,
      Function<VersionFailure, CompletableFuture<R>> instead) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedInputException || cause instanceof CancellationException) {
      return CompletableFuture.failedFuture(cause);
    }
    leases.discard(revision);
    return instead.apply(VersionFailure.failed(revision, cause));
  }

  private void tell(ModelRevision revision, L lease) {
    Object figures = lease.figures();
    if (told.put(revision.sha256(), figures) != figures) {
      firstUsed.accept(lease);
    }
  }

  @Override
  public void close() {
    leases.close();
  }
}
