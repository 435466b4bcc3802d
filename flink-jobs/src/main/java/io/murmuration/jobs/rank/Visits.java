package io.murmuration.jobs.rank;

import org.apache.flink.api.common.state.MapState;

/**
 * When a pool's readers were there last, to a day. Of one who was away for longer than a reader is
 * remembered nothing is known any more, candidates least of all.
 *
 * @param lastAtMillis event time by reader
 * @param awayMillis how long that is
 */
record Visits(MapState<String, Long> lastAtMillis, long awayMillis) {
  private static final long DAY_MILLIS = 86_400_000;

  /** Takes note of a visit: whether it is the first after so long. */
  boolean returns(String user, long atMillis) throws Exception {
    Long last = lastAtMillis.get(user);
    if (last == null || atMillis - last >= DAY_MILLIS) {
      lastAtMillis.put(user, atMillis);
    }
    return last != null && atMillis - last >= awayMillis;
  }

  void forget(String user) throws Exception {
    lastAtMillis.remove(user);
  }
}
