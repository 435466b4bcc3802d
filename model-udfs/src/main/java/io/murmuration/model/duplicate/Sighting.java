package io.murmuration.model.duplicate;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A post that was seen, as buckets keep it. Earlier ones come first; two that compare as equal are
 * the same to everybody.
 *
 * @param stamp the broker's, in milliseconds
 * @param cluster that of its exact copies
 */
public record Sighting(long stamp, long cluster, byte[] vector) {
  static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::stamp)
          .thenComparingLong(Sighting::cluster)
          .thenComparing(Sighting::vector, Arrays::compare);
}
