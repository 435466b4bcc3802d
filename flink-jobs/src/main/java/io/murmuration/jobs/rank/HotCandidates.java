package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Candidate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;

/**
 * The candidates of a task's readers: all in its state, those of the readers ranked last also on
 * the heap, where none has to be read and decoded anew for each slate. What is written goes to
 * both, and a task begins with an empty heap, so state alone decides. Of the reader whose key is
 * set; not thread-safe.
 */
final class HotCandidates {
  /** About 120 kB each. */
  static final int MOST_READERS = 200;

  private final MapState<String, Candidate> stored;
  private final Map<String, Map<String, Candidate>> hot =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Candidate>> eldest) {
          return size() > MOST_READERS;
        }
      };

  HotCandidates(MapState<String, Candidate> stored) {
    this.stored = stored;
  }

  /** Null where it was not offered. */
  Candidate get(String reader, String tweetId) throws Exception {
    Map<String, Candidate> known = hot.get(reader);
    return known == null ? stored.get(tweetId) : known.get(tweetId);
  }

  void put(String reader, Candidate candidate) throws Exception {
    String tweetId = candidate.post().tweetId();
    stored.put(tweetId, candidate);
    Map<String, Candidate> known = hot.get(reader);
    if (known != null) {
      known.put(tweetId, candidate);
    }
  }

  /** In no order. To change it, call the others. */
  Collection<Candidate> of(String reader) throws Exception {
    Map<String, Candidate> known = hot.get(reader);
    if (known == null) {
      known = new HashMap<>();
      for (Candidate each : stored.values()) {
        known.put(each.post().tweetId(), each);
      }
      hot.put(reader, known);
    }
    return known.values();
  }

  /** All others will never be shown. */
  void retain(String reader, Collection<Candidate> kept) throws Exception {
    Set<String> keep = new HashSet<>();
    kept.forEach(each -> keep.add(each.post().tweetId()));
    for (Candidate each : List.copyOf(of(reader))) {
      String tweetId = each.post().tweetId();
      if (!keep.contains(tweetId)) {
        stored.remove(tweetId);
        hot.get(reader).remove(tweetId);
      }
    }
  }

  void clear(String reader) {
    stored.clear();
    hot.remove(reader);
  }
}
