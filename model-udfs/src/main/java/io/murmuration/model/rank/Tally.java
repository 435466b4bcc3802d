package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often something was shown and what came of it, each count fading by half in a half-life. What
 * comes late counts as much as it would have, had it come in time.
 */
public final class Tally {
  private double impressions;
  private double positive;
  private double negative;
  private long atMillis;

  /** Counts of one moment. */
  public record Counts(double impressions, double positive, double negative) {
    static final Counts NONE = new Counts(0, 0, 0);

    /**
     * The mean of what came of an impression, drawn to the prior as if that had been seen so often.
     */
    double rate(double prior, double strength) {
      return (positive + strength * prior) / (impressions + strength);
    }

    double negativeRate(double prior, double strength) {
      return (negative + strength * prior) / (impressions + strength);
    }
  }

  public void shown(long at, double halfLifeMillis) {
    double weight = move(at, halfLifeMillis);
    impressions += weight;
  }

  /**
   * @param strength of {@link Engagements}; below 0 for what says no
   */
  public void engaged(double strength, long at, double halfLifeMillis) {
    double weight = move(at, halfLifeMillis);
    positive += weight * Math.max(0, strength);
    negative += weight * Math.max(0, -strength);
  }

  public Counts counts(long at, double halfLifeMillis) {
    double faded = Decay.over(at - atMillis, halfLifeMillis);
    return new Counts(impressions * faded, positive * faded, negative * faded);
  }

  long atMillis() {
    return atMillis;
  }

  public void write(DataOutput out) throws IOException {
    out.writeDouble(impressions);
    out.writeDouble(positive);
    out.writeDouble(negative);
    out.writeLong(atMillis);
  }

  public static Tally read(DataInput in) throws IOException {
    Tally tally = new Tally();
    tally.impressions = in.readDouble();
    tally.positive = in.readDouble();
    tally.negative = in.readDouble();
    tally.atMillis = in.readLong();
    return tally;
  }

  /** Goes on to this time, or stays where it is late; what one event of that time weighs then. */
  private double move(long at, double halfLifeMillis) {
    if (at < atMillis) {
      return Decay.over(atMillis - at, halfLifeMillis);
    }
    double faded = Decay.over(at - atMillis, halfLifeMillis);
    impressions *= faded;
    positive *= faded;
    negative *= faded;
    atMillis = at;
    return 1;
  }
}
