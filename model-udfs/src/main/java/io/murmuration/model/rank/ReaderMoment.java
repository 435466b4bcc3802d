package io.murmuration.model.rank;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

/**
 * A reader at a moment: what the features of every post ask of both, computed once. Powers and
 * logarithms that are the same on every machine are most of what a feature costs.
 */
public final class ReaderMoment {
  private static final double PRIOR_RATE = 0.1;

  final ReaderState reader;
  final long at;
  final double ownRate;
  final double positive;
  final double interestMass;
  final double rate;
  final double complaints;
  final double shownNow;
  final double hourSine;
  final double hourCosine;

  private ReaderMoment(ReaderState reader, long at) {
    this.reader = reader;
    this.at = at;
    Tally.Counts own = reader.own.counts(at, Decay.TASTE);
    ownRate = own.rate(PRIOR_RATE, 20);
    positive = reader.own.counts(at, Decay.LANGUAGE).positive();
    interestMass = log1p(reader.interests.mass(at));
    rate = log(ownRate);
    complaints = log(own.negativeRate(RankFeatures.PRIOR_COMPLAINTS, 50));
    shownNow = log1p(reader.ownNow.counts(at, Decay.NOW).impressions());
    double angle = 2 * Math.PI * (at % Decay.DAY) / Decay.DAY;
    hourSine = StrictMath.sin(angle);
    hourCosine = StrictMath.cos(angle);
  }

  /**
   * @param at event time; the reader is not to change while this is in use
   */
  public static ReaderMoment of(ReaderState reader, long at) {
    return new ReaderMoment(reader, at);
  }
}
