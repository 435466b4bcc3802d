package io.murmuration.cli.reconcile;

/**
 * Inputs of one partition, one after another, that have no fate.
 *
 * @param to left out
 */
public record Gap(String topic, int partition, long from, long to) {
  public long records() {
    return to - from;
  }

  /** As topic:partition:first-last. */
  @Override
  public String toString() {
    String range = to == from + 1 ? Long.toString(from) : from + "-" + (to - 1);
    return topic + ":" + partition + ":" + range;
  }
}
