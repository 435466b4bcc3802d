package io.murmuration.cli.bench.oncall;

/**
 * A part of a run, in the wall clock's milliseconds since the epoch.
 *
 * @param arm what happened in it
 * @param toMillis left out
 * @param flinkCpuSeconds that production's Flink took in it
 * @param brokerCpuSeconds that the broker took in it, for whomever
 */
record Period(
    String arm, long fromMillis, long toMillis, double flinkCpuSeconds, double brokerCpuSeconds) {
  boolean holds(long millis) {
    return millis >= fromMillis && millis < toMillis;
  }

  double seconds() {
    return (toMillis - fromMillis) / 1e3;
  }
}
