package io.murmuration.model.inference;

import io.murmuration.model.inference.cache.DiskCache;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of an input before the model is asked: that it took the process down, that it is
 * being computed for somebody else, or what came of it before. Thread-safe.
 */
final class KnownInputs<P, O> {
  /** A computation that others may join; it has no deadline, so it ends with a result. */
  private record Flight<O>(Lane lane, CompletableFuture<InferenceOutcome<O>> outcome) {}

  /** Prepares an admitted request and enqueues it; never blocks. */
  interface Computation<P, O> {
    void start(Request<P, O> request);
  }

  private final Batcher<P, O> batcher;
  private final ModelIdentity identity;
  private final CrashJournal journal;
  private final DiskCache cache;
  private final OutputCodec<O> codec;
  private final ConcurrentHashMap<ByteBuffer, Flight<O>> flights = new ConcurrentHashMap<>();

  /**
   * @param journal or null
   * @param cache or null; with a codec
   */
  KnownInputs(
      Batcher<P, O> batcher,
      ModelIdentity identity,
      CrashJournal journal,
      DiskCache cache,
      OutputCodec<O> codec) {
    this.batcher = batcher;
    this.identity = identity;
    this.journal = journal;
    this.cache = codec == null ? null : cache;
    this.codec = codec;
  }

  boolean isQuarantined(byte[] digest) {
    return journal != null && journal.isQuarantined(digest);
  }

  boolean isSuspect(byte[] digest) {
    return journal != null && journal.isSuspect(digest);
  }

  /**
   * Blocks as {@link Batcher#admit} does. Only requests without a deadline share a computation, and
   * nobody waits for one of a less urgent lane than its own.
   *
   * @param suspect it was in an engine that took its process down
   * @param computation for what is not known
   */
  CompletableFuture<InferenceOutcome<O>> submit(
      byte[] digest, boolean suspect, Urgency urgency, Computation<P, O> computation)
      throws InterruptedException {
    if (suspect) {
      Request<P, O> request = batcher.admit(urgency);
      computation.start(request);
      return watched(digest, request.outcome);
    }
    ByteBuffer key = ByteBuffer.wrap(digest);
    if (urgency.timeLeft() != null) {
      Request<P, O> request = batcher.admit(urgency);
      look(request, digest, computation);
      return request.outcome;
    }
    Flight<O> joined = joinable(key, urgency);
    if (joined == null) {
      Request<P, O> request = batcher.admit(urgency);
      Flight<O> own = new Flight<>(urgency.lane(), request.outcome);
      joined = flights.merge(key, own, (before, mine) -> joins(before, urgency) ? before : mine);
      if (joined == own) {
        request.outcome.whenComplete((outcome, failure) -> flights.remove(key, own));
        look(request, digest, computation);
        return request.outcome.copy();
      }
      batcher.withdraw(request);
    }
    batcher.statistics().sharedOne();
    return joined.outcome().thenApply(InferenceOutcome::shared);
  }

  private Flight<O> joinable(ByteBuffer key, Urgency urgency) {
    Flight<O> flight = flights.get(key);
    return flight != null && joins(flight, urgency) ? flight : null;
  }

  private static boolean joins(Flight<?> flight, Urgency urgency) {
    return flight.lane().compareTo(urgency.lane()) <= 0;
  }

  private void look(Request<P, O> request, byte[] digest, Computation<P, O> computation) {
    if (cache == null) {
      computation.start(request);
    } else if (!cache.find(digest, bytes -> found(request, digest, bytes, computation))) {
      batcher.statistics().cacheSkippedOne();
    }
  }

  private void found(
      Request<P, O> request, byte[] digest, byte[] bytes, Computation<P, O> computation) {
    O output = codec.readIfKnown(bytes);
    if (output != null) {
      batcher.statistics().cacheHitOne();
      batcher.withdraw(
          request, new InferenceOutcome.Done<>(identity, 0, OutputOrigin.DISK, output));
      return;
    }
    batcher.statistics().cacheMissedOne();
    request.outcome.thenAccept(outcome -> keep(digest, outcome));
    computation.start(request);
  }

  private void keep(byte[] digest, InferenceOutcome<O> outcome) {
    if (outcome instanceof InferenceOutcome.Done<O> done) {
      cache.keep(digest, () -> codec.write(done.output()));
    }
  }

  private CompletableFuture<InferenceOutcome<O>> watched(
      byte[] digest, CompletableFuture<InferenceOutcome<O>> answer) {
    return answer.whenComplete(
        (outcome, failure) -> {
          if (outcome != null && outcome.attempts() > 0) {
            journal.survived(digest);
          }
        });
  }
}
