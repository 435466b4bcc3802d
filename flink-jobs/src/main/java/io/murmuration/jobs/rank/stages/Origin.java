package io.murmuration.jobs.rank.stages;

import java.util.Comparator;

/**
 * The record that something came from, and when it counts.
 *
 * @param atMillis event time: the place in the order of a key's inputs
 * @param late whether it came after the wait, so that this place is not where it belongs
 * @param sentAtMillis when it was meant to be sent, or {@link #UNKNOWN}; measures, never decides
 */
public record Origin(
    String topic, int partition, long offset, long atMillis, boolean late, long sentAtMillis)
    implements Comparable<Origin> {
  public static final long UNKNOWN = -1;

  private static final Comparator<Origin> ORDER =
      Comparator.comparingLong(Origin::atMillis)
          .thenComparing(Origin::topic)
          .thenComparingInt(Origin::partition)
          .thenComparingLong(Origin::offset);

  /** The same record, counted later. */
  public Origin at(long laterMillis) {
    return new Origin(topic, partition, offset, laterMillis, late, sentAtMillis);
  }

  public Origin sentAt(long millis) {
    return new Origin(topic, partition, offset, atMillis, late, millis);
  }

  public Origin asLate() {
    return new Origin(topic, partition, offset, atMillis, true, sentAtMillis);
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
