package io.murmuration.cli.bench.generate;

import io.murmuration.model.generate.DecoderStep;
import io.murmuration.model.generate.GenerationLimits;
import io.murmuration.model.generate.KeyValueCache;
import io.murmuration.model.generate.StepInput;
import java.util.Arrays;

/**
 * What the network alone allows: the tokens of a run in steps that are always full, over caches of
 * the batcher's shortest length, its prompts in chunks that are always full, and nothing else: no
 * sampling, no constraint, no cache written.
 */
final class StepCeiling {
  private static final int CALLS = 60;
  private static final int CHUNK = 64;

  private final DecoderStep step;
  private final GenerationLimits limits;
  private final KeyValueCache cache;

  StepCeiling(DecoderStep step, GenerationLimits limits) {
    this.step = step;
    this.limits = limits;
    this.cache = new KeyValueCache(step.config(), limits.slots(), limits.shortestCache());
  }

  double tokensPerSecond(WriterRun.Result run) {
    int rows = limits.slots();
    double decode = (double) run.drawn() / rows * secondsACall(rows, 1);
    int prompts = Math.max(1, limits.prefillTokens() / CHUNK);
    double prefill = (double) run.promptTokens() / (prompts * CHUNK) * secondsACall(prompts, CHUNK);
    return run.drawn() / (decode + prefill);
  }

  private double secondsACall(int rows, int length) {
    int[] tokens = new int[rows * length];
    int[] counts = new int[rows];
    int[] cached = new int[rows];
    Arrays.fill(counts, length);
    Arrays.fill(cached, cache.length() / 2);
    StepInput input = new StepInput(rows, length, tokens, counts, cached, cache, 0);
    step.run(input);
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      step.run(input);
    }
    return (System.nanoTime() - start) / 1e9 / CALLS;
  }
}
