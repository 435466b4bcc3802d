package io.murmuration.feed.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readers whose timelines changed last, with how often they did. Thread-safe. */
public final class ActiveReaders {
  private final int most;
  private final Map<String, Long> changes = new LinkedHashMap<>();

  public record Reader(String user, long changes) {}

  public ActiveReaders(int most) {
    this.most = most;
  }

  public synchronized void changed(String user) {
    Long before = changes.remove(user);
    changes.put(user, before == null ? 1 : before + 1);
    if (changes.size() > most) {
      changes.remove(changes.keySet().iterator().next());
    }
  }

  public synchronized void gone(String user) {
    changes.remove(user);
  }

  /**
   * @return the last changed first
   */
  public synchronized List<Reader> latest(int limit) {
    List<Reader> readers = new ArrayList<>();
    changes.forEach((user, count) -> readers.add(new Reader(user, count)));
    Collections.reverse(readers);
    return List.copyOf(readers.subList(0, Math.min(limit, readers.size())));
  }
}
