package io.murmuration.model.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that many claim and of which there is one a key. While one is loaded or closed, those that
 * ask for its key wait and all others go on: a model that hangs holds up nobody but its own.
 * Thread-safe.
 */
final class SharedOnce<T> {
  private final Map<String, Counted<T>> byKey = new HashMap<>();

  private static final class Counted<T> {
    /** Null while it is loaded or closed. */
    private T value;

    private int claims;
  }

  /**
   * Loads it if nobody has claimed it, on this thread; what the loader throws is thrown, and the
   * next caller loads.
   *
   * @throws FatalInferenceException if the thread is interrupted while it waits
   */
  T claim(String key, Supplier<? extends T> loader) {
    T known = knownOrBegun(key);
    if (known != null) {
      return known;
    }
    T loaded = null;
    try {
      loaded = loader.get();
      return loaded;
    } finally {
      settle(key, loaded);
    }
  }

  /** Null where the caller is to load it. */
  private synchronized T knownOrBegun(String key) {
    Counted<T> found = byKey.get(key);
    while (found != null && found.value == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FatalInferenceException(
            "interrupted while another task loads or closes " + key, e);
      }
      found = byKey.get(key);
    }
    if (found == null) {
      byKey.put(key, new Counted<>());
      return null;
    }
    found.claims++;
    return found.value;
  }

  private synchronized void settle(String key, T loaded) {
    if (loaded == null) {
      byKey.remove(key);
    } else {
      Counted<T> counted = byKey.get(key);
      counted.value = loaded;
      counted.claims = 1;
    }
    notifyAll();
  }

  /**
   * Gives one claim back, once for each; after the last it is closed, on this thread.
   *
   * @param close may take as long as what is in flight
   */
  void release(String key, Consumer<? super T> close) {
    T last = lastOf(key);
    if (last == null) {
      return;
    }
    try {
      close.accept(last);
    } finally {
      settle(key, null);
    }
  }

  private synchronized T lastOf(String key) {
    Counted<T> counted = byKey.get(key);
    if (--counted.claims > 0) {
      return null;
    }
    T last = counted.value;
    counted.value = null;
    return last;
  }
}
