package io.murmuration.cli.bench.oncall;

/**
 * A part of a run, in the wall clock's milliseconds since the epoch.
 *
 * @param arm what happened in it
 * @param toMillis left out
 */
record Period(String arm, long fromMillis, long toMillis) {
  boolean holds(long millis) {
    return millis >= fromMillis && millis < toMillis;
  }

  double seconds() {
    return (toMillis - fromMillis) / 1e3;
  }
}
