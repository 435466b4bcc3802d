package io.murmuration.model.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The sequences that fit into caches of one length for now, in slots without gaps. */
final class CacheTier {
  private final KeyValueCache cache;
  private final List<Sequence> sequences = new ArrayList<>();

  CacheTier(KeyValueCache cache) {
    this.cache = cache;
  }

  int size() {
    return sequences.size();
  }

  List<Sequence> sequences() {
    return sequences;
  }

  void join(Sequence sequence, PrefixCache prefixes) {
    cache.clear(sequences.size());
    prefixes.restore(sequence, cache, sequences.size());
    sequences.add(sequence);
  }

  /**
   * Hands those that have no room for their next call to a tier that has.
   *
   * @param longer null where there is none and the sequence has ended
   */
  void promote(Function<Sequence, CacheTier> longer) {
    for (int slot = sequences.size() - 1; slot >= 0; slot--) {
      Sequence sequence = sequences.get(slot);
      if (sequence.nextEnd() > cache.length()) {
        CacheTier next = longer.apply(sequence);
        if (next != null) {
          next.take(sequence, cache, slot);
        }
        leave(slot);
      }
    }
  }

  private void take(Sequence sequence, KeyValueCache from, int slot) {
    cache.clear(sequences.size());
    cache.restore(sequences.size(), from.copy(slot, sequence.cached), sequence.cached);
    sequences.add(sequence);
  }

  /**
   * Brings each sequence forward by one call; neighbours of equal length share it.
   *
   * @return the attempts after which to back off, 0 if the engine was there
   */
  int advance(StepRunner runner) {
    int worst = 0;
    int[] lengths = sequences.stream().mapToInt(Sequence::nextLength).toArray();
    for (int from = 0; from < lengths.length; ) {
      int to = from + 1;
      while (to < lengths.length && lengths[to] == lengths[from]) {
        to++;
      }
      worst = Math.max(worst, runner.run(sequences.subList(from, to), cache, from));
      from = to;
    }
    return worst;
  }

  /** Frees the slots of those that have ended; the last sequence moves into a gap. */
  void sweep() {
    for (int slot = sequences.size() - 1; slot >= 0; slot--) {
      if (sequences.get(slot).ended()) {
        leave(slot);
      }
    }
  }

  private void leave(int slot) {
    int last = sequences.size() - 1;
    Sequence moved = sequences.remove(last);
    if (slot != last) {
      cache.move(last, slot);
      sequences.set(slot, moved);
    }
  }
}
