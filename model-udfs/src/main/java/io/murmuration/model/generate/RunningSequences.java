package io.murmuration.model.generate;

import io.murmuration.model.inference.DeviceMemoryException;
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
  private final GenerationStatistics statistics;
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
    this.statistics = statistics;
    this.prefixes = new PrefixCache(limits.prefixCacheBytes(), statistics);
    this.runner = new StepRunner(decoder, limits, prefixes, statistics, helper);
  }

  int size() {
    return tiers.values().stream().mapToInt(CacheTier::size).sum();
  }

  List<Sequence> sequences() {
    List<Sequence> all = new ArrayList<>();
    tiers.values().forEach(tier -> all.addAll(tier.sequences()));
    return all;
  }

  int freeSlots() {
    return limits.slots() - size();
  }

  /** Sorted, so that prompts of like length become neighbours and share calls. */
  void admit(List<Sequence> joining) {
    joining.stream()
        .sorted(Comparator.comparingInt(Sequence::ownPromptTokens))
        .forEach(
            sequence -> {
              CacheTier tier = tier(sequence, sequence.firstCache);
              if (tier != null) {
                tier.join(sequence, prefixes);
              }
            });
  }

  /** Null, and the sequence refused, where there is no room for a cache of this length. */
  private CacheTier tier(Sequence sequence, int length) {
    try {
      return tiers.computeIfAbsent(
          length, key -> new CacheTier(decoder.newCache(limits.slots(), key)));
    } catch (DeviceMemoryException e) {
      sequence.reject("OUT_OF_MEMORY", e.getMessage());
      statistics.refusedOne();
      sequence.answer();
      return null;
    }
  }

  private CacheTier roomierTier(Sequence sequence) {
    int positions = decoder.config().maxPositions();
    return tier(sequence, limits.cacheLength(sequence.nextEnd(), positions));
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
    List<Sequence> all = sequences();
    tiers.clear();
    return all;
  }
}
