package io.murmuration.model.flink;

import io.murmuration.model.inference.Claim;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.Versions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Loads candidates, one at a time, each on a thread of its own; keeps them as long as they have a
 * role, so that who serves them in this JVM finds them loaded.
 */
final class CandidateLoads<L extends Claim> implements AutoCloseable {
  private final Versions<L> versions;
  private final Map<String, CompletableFuture<L>> held = new HashMap<>();
  private CompletableFuture<L> current;

  CandidateLoads(Versions<L> versions) {
    this.versions = versions;
  }

  /** Starts it at the first call. */
  boolean isDone(ModelOrder order) {
    current = held.computeIfAbsent(order.revision().sha256(), sha256 -> load(order.revision()));
    return current.isDone();
  }

  /** Of the one that was asked for last, once it is done: one line. */
  Optional<String> failure() {
    try {
      current.join();
      return Optional.empty();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      String message = cause.getMessage();
      return Optional.of(
          message == null ? cause.toString() : message.lines().findFirst().orElse(""));
    }
  }

  /** Gives up what has no role; a refused one is loaded anew when it is asked for again. */
  void keepOnly(ModelRouting routing) {
    Set<String> wanted =
        routing == null
            ? Set.of()
            : routing.revisions().map(ModelRevision::sha256).collect(Collectors.toSet());
    held.entrySet()
        .removeIf(
            each -> {
              boolean gone = !wanted.contains(each.getKey());
              if (gone) {
                release(each.getValue());
              }
              return gone;
            });
  }

  private CompletableFuture<L> load(ModelRevision revision) {
    return CompletableFuture.supplyAsync(
        () -> versions.acquire(revision), CandidateLoads::onOwnThread);
  }

  private static void release(CompletableFuture<? extends Claim> lease) {
    lease.thenAcceptAsync(Claim::close, CandidateLoads::onOwnThread);
  }

  private static void onOwnThread(Runnable work) {
    Thread thread = new Thread(work, "model-candidate");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    held.values().forEach(CandidateLoads::release);
    held.clear();
  }
}
