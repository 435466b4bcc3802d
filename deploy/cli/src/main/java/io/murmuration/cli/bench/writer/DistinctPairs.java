package io.murmuration.cli.bench.writer;

import io.murmuration.cli.bench.Interval;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Different pairs of neighbouring words among all of them: distinct-2 (Li et al. 2016). */
final class DistinctPairs {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<int[]> pairsByCopy;

  DistinctPairs(List<AdCopy> copies) {
    pairsByCopy = copies.stream().map(this::pairs).toList();
  }

  /** By the jackknife over copies: a copy drawn twice would say all its pairs again. */
  Interval share() {
    return pairsByCopy.isEmpty()
        ? new Interval(0, 0, 0)
        : Interval.jackknife(pairsByCopy.size(), this::share);
  }

  private double share(int[] copies) {
    BitSet different = new BitSet(numbers.size());
    int all = 0;
    for (int copy : copies) {
      for (int pair : pairsByCopy.get(copy)) {
        different.set(pair);
        all++;
      }
    }
    return all == 0 ? 0 : (double) different.cardinality() / all;
  }

  private int[] pairs(AdCopy copy) {
    String text = copy.headline() + " " + copy.body() + " " + copy.callToAction();
    String[] words = text.split("\\s+");
    return IntStream.range(0, Math.max(0, words.length - 1))
        .map(i -> number(words[i] + " " + words[i + 1]))
        .toArray();
  }

  private int number(String pair) {
    return numbers.computeIfAbsent(pair, each -> numbers.size());
  }
}
