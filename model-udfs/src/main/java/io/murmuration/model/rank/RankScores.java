package io.murmuration.model.rank;

import io.murmuration.event.EngagementKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The probability of each engagement of {@link Engagements#HEADS}, if the post is on top. */
public record RankScores(Map<EngagementKind, Float> probabilities) {
  public RankScores {
    probabilities = Collections.unmodifiableMap(new EnumMap<>(probabilities));
  }

  public float of(EngagementKind kind) {
    return probabilities.get(kind);
  }

  /** The expected worth, summed in the heads' order. */
  public double value(ToDoubleFunction<EngagementKind> worth) {
    double value = 0;
    for (EngagementKind kind : Engagements.HEADS) {
      value += worth.applyAsDouble(kind) * of(kind);
    }
    return value;
  }
}
