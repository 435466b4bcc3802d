package io.murmuration.model.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The sequences that hold a slot, by the length of their caches; of the device thread alone. A
 * sequence begins in the shortest that takes its prompt and moves to a longer one as it grows, so
 * that those of like length share calls and none pays for positions that it may never need. A cache
 * is made when its length is first asked for and stays.
 */
final class RunningSequences {
  private final DecoderStep decoder;
  private final GenerationLimits limits;
  private final PrefixCache prefixes;
  private final StepRunner runner;
  private final TreeMap<Integer, CacheTier> tiers = new TreeMap<>();

  RunningSequences(
      DecoderStep decoder,
      GenerationLimits limits,
      GenerationStatistics statistics,
      MaskHelper helper) {
    this.decoder = decoder;
    this.limits = limits;
    this.prefixes = new PrefixCache(limits.prefixCacheBytes(), statistics);
    this.runner = new StepRunner(decoder, limits, prefixes, statistics, helper);
  }

  int size() {
    return tiers.values().stream().mapToInt(CacheTier::size).sum();
  }

  int freeSlots() {
    return limits.slots() - size();
  }

  /** Sorted, so that prompts of like length become neighbours and share calls. */
  void admit(List<Sequence> joining) {
    joining.stream()
        .sorted(Comparator.comparingInt(Sequence::ownPromptTokens))
        .forEach(sequence -> tier(sequence.firstCache).join(sequence, prefixes));
  }

  private CacheTier tier(int length) {
    return tiers.computeIfAbsent(
        length, key -> new CacheTier(decoder.config(), limits.slots(), key));
  }

  private CacheTier roomierTier(Sequence sequence) {
    return tier(limits.cacheLength(sequence.nextEnd(), decoder.config().maxPositions()));
  }

  /**
   * One step of all, then those that ended leave.
   *
   * @return the attempts after which to back off, 0 if the engine was there
   */
  int advance() {
    for (CacheTier each : List.copyOf(tiers.values())) {
      each.sweep();
      each.promote(this::roomierTier);
    }
    int worst = 0;
    for (CacheTier each : tiers.values()) {
      worst = Math.max(worst, each.advance(runner));
      each.sweep();
    }
    return worst;
  }

  List<Sequence> removeAll() {
    List<Sequence> all = new ArrayList<>();
    tiers.values().forEach(tier -> all.addAll(tier.sequences()));
    tiers.clear();
    return all;
  }
}
