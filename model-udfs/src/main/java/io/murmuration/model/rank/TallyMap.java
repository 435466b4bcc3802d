package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tallies by name, bounded: those that were longest untouched go first. */
final class TallyMap {
  private static final double KEPT_SHARE = 0.75;

  private final int most;
  private final Map<String, Tally> tallies = new TreeMap<>();

  TallyMap(int most) {
    this.most = most;
  }

  Tally of(String name) {
    Tally tally = tallies.computeIfAbsent(name, key -> new Tally());
    if (tallies.size() > most) {
      evict(name);
    }
    return tally;
  }

  Tally.Counts counts(String name, long at, double halfLifeMillis) {
    Tally tally = tallies.get(name);
    return tally == null ? Tally.Counts.NONE : tally.counts(at, halfLifeMillis);
  }

  private void evict(String kept) {
    List<String> oldest =
        tallies.entrySet().stream()
            .filter(each -> !each.getKey().equals(kept))
            .sorted(Comparator.comparingLong(each -> each.getValue().atMillis()))
            .limit(tallies.size() - (long) (most * KEPT_SHARE))
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(tallies::remove);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(tallies.size());
    for (Map.Entry<String, Tally> each : tallies.entrySet()) {
      out.writeUTF(each.getKey());
      each.getValue().write(out);
    }
  }

  static TallyMap read(DataInput in, int most) throws IOException {
    TallyMap map = new TallyMap(most);
    for (int left = in.readInt(); left > 0; left--) {
      map.tallies.put(in.readUTF(), Tally.read(in));
    }
    return map;
  }
}
