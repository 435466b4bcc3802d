package io.murmuration.model.generate;

import io.murmuration.model.inference.RejectedInputException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * A request and how far it has come; touched by the device thread once it has left the queue, its
 * mask by a helper too.
 */
final class Sequence {
  private static final int CHUNK = 64;
  private static final int STEP = 8;

  final GenerationRequest request;

  /** Positions of the shortest cache that takes its prompt. */
  final int firstCache;

  final CompletableFuture<Generation> future = new CompletableFuture<>();

  /** When it began to wait for a slot. */
  long queuedNanos;

  /** Its tokens whose keys and values are in its slot. */
  int cached;

  /** Of its next step. */
  int attempts;

  private final IntConsumer onToken;
  private final int[] tokens;
  private int size;
  private int draws;
  private final NextMask mask;
  private final Rests rests = new Rests();
  private float borne;
  private Generation written;
  private RejectedInputException refusal;

  Sequence(GenerationRequest request, IntConsumer onToken, int limit, int firstCache) {
    this.request = request;
    this.onToken = onToken;
    this.firstCache = firstCache;
    this.size = request.prompt().length;
    this.tokens = Arrays.copyOf(request.prompt(), limit);
    this.mask = new NextMask(request);
  }

  /** Answered, refused or cancelled. */
  boolean ended() {
    return future.isDone();
  }

  /**
   * Tokens of its next call, padding included; depends on its own prompt alone. A prompt goes in by
   * chunks, and one of them ends where a shared prefix does.
   */
  int nextLength() {
    int pending = pending();
    return pending == 1 ? 1 : Math.min(CHUNK, (pending + STEP - 1) / STEP * STEP);
  }

  /** Of these how many are no padding. */
  int nextCount() {
    return Math.min(pending(), nextLength());
  }

  /** Positions that its slot holds after its next call. */
  int nextEnd() {
    return cached + nextCount();
  }

  void copyNext(int[] to, int at) {
    System.arraycopy(tokens, cached, to, at, nextCount());
  }

  private int pending() {
    int end = cached < request.sharedPrefix() ? request.sharedPrefix() : size;
    return end - cached;
  }

  /** Of its prompt, what comes after the shared prefix. */
  int ownPromptTokens() {
    return request.prompt().length - request.sharedPrefix();
  }

  /** Whether its next call reads the prompt. */
  boolean isPrompt() {
    return cached < request.prompt().length;
  }

  /** Whether all of its tokens are in its slot, so that logits are those of a new token. */
  boolean isComplete() {
    return cached == size;
  }

  /** Whether its next call gives the logits of a new token. */
  boolean drawsNext() {
    return cached + nextCount() == size;
  }

  /** Ahead of the draw; on any thread. */
  void makeMask(int vocabulary) {
    if (!ended()) {
      mask.make(vocabulary);
    }
  }

  /**
   * Draws the next token and ends the sequence where it has to end, or goes back to where it can
   * say something else. Whoever waits hears of the end by {@link #answer} alone.
   *
   * @return tokens that were taken back
   */
  int draw(Sampler sampler, float[] logits, int from) {
    float likeliest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + sampler.vocabulary(); i++) {
      if (!Float.isFinite(logits[i])) {
        reject("NOT_FINITE", "the logits after %d tokens hold %s".formatted(size, logits[i]));
        return 0;
      }
      likeliest = Math.max(likeliest, logits[i]);
    }
    try {
      TokenMask allowed = mask.get(sampler.vocabulary());
      if (draws == 0) {
        rests.reached(size, mask.rest());
      }
      int token = sampler.draw(logits, from, allowed, request.sampling(), draws++);
      float strain = token == Sampler.NOTHING ? 0 : likeliest - sampler.likeliest();
      if (!bears(strain)) {
        Rests.Rest rest = rests.back(size);
        if (rest != null) {
          return goBack(rest);
        }
        borne = Math.max(borne, strain);
      }
      take(token);
    } catch (RuntimeException e) {
      reject("CALLER_FAILED", "the constraint or the listener failed: " + e);
    }
    return 0;
  }

  private boolean bears(float strain) {
    return strain <= request.mostStrain() || !mask.chooses();
  }

  /** The last token that is left is read again: its logits are those of what comes next. */
  private int goBack(Rests.Rest rest) {
    int back = size - rest.size();
    size = rest.size();
    cached = Math.min(cached, size - 1);
    mask.goBack(rest.constraint());
    return back;
  }

  private void take(int token) {
    if (token == Sampler.NOTHING) {
      finish(FinishReason.DEAD_END);
      return;
    }
    if (request.sampling().stopTokens().contains(token)) {
      finish(FinishReason.STOP);
      return;
    }
    tokens[size++] = token;
    mask.accept(token);
    rests.reached(size, mask.rest());
    onToken.accept(token);
    if (mask.ends()) {
      finish(FinishReason.STOP);
    } else if (size == tokens.length) {
      finish(FinishReason.LENGTH);
    }
  }

  private void finish(FinishReason reason) {
    int[] drawn = Arrays.copyOfRange(tokens, request.prompt().length, size);
    written = new Generation(drawn, reason, borne);
  }

  void reject(String kind, String message) {
    refusal = new RejectedInputException(kind, message);
  }

  boolean isRefused() {
    return refusal != null;
  }

  /** Tells whoever waits, if it has come to its end. */
  void answer() {
    if (refusal != null) {
      future.completeExceptionally(refusal);
    } else if (written != null) {
      future.complete(written);
    }
  }
}
