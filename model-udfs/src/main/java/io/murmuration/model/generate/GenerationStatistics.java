package io.murmuration.model.generate;

import io.murmuration.model.inference.RecentMean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What a running batch has done since it began; read from any thread. A sequence is counted to its
 * last token before its future completes.
 */
public final class GenerationStatistics {
  private final LongAdder calls = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder steps = new LongAdder();
  private final LongAdder stepRows = new LongAdder();
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder reusedTokens = new LongAdder();
  private final LongAdder drawnTokens = new LongAdder();
  private final LongAdder takenBack = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final RecentMean queueWaitMillis = new RecentMean();
  private final IntSupplier queued;

  /**
   * @param queued the sequences that wait now, for any thread
   */
  GenerationStatistics(IntSupplier queued) {
    this.queued = queued;
  }

  /**
   * @param length tokens of each sequence, padding included
   */
  void called(int sequences, int length) {
    calls.increment();
    rows.add(sequences);
    if (length == 1) {
      steps.increment();
      stepRows.add(sequences);
    }
  }

  void prefilled(int tokens) {
    promptTokens.add(tokens);
  }

  void reused(int tokens) {
    reusedTokens.add(tokens);
  }

  void drew() {
    drawnTokens.increment();
  }

  void tookBack(int tokens) {
    takenBack.add(tokens);
  }

  void waited(long nanos) {
    queueWaitMillis.add(nanos / 1e6);
  }

  void refusedOne() {
    refused.increment();
  }

  /** Calls of the network. */
  public long calls() {
    return calls.sum();
  }

  /** Sequences brought forward, over all calls: by calls, how well they are filled. */
  public long rows() {
    return rows.sum();
  }

  /** Of the calls those that read one token of each sequence: the others read prompts. */
  public long steps() {
    return steps.sum();
  }

  /** Sequences brought forward, over all steps. */
  public long stepRows() {
    return stepRows.sum();
  }

  /** Tokens of prompts that the network read. */
  public long promptTokens() {
    return promptTokens.sum();
  }

  /** Tokens of prompts that came from the prefix cache instead. */
  public long reusedTokens() {
    return reusedTokens.sum();
  }

  /** Tokens drawn, stop tokens included. */
  public long drawnTokens() {
    return drawnTokens.sum();
  }

  /** Of the tokens drawn those that were taken back, see {@link GenerationRequest}. */
  public long takenBackTokens() {
    return takenBack.sum();
  }

  /** Sequences that failed alone. */
  public long refused() {
    return refused.sum();
  }

  /** Sequences that wait for a slot now. */
  public int queuedSequences() {
    return queued.getAsInt();
  }

  /** Of recent sequences, from when they were submitted to their slot; 0 before the first. */
  public double queueWaitMillis() {
    return queueWaitMillis.orZero();
  }
}
