package io.murmuration.model.rank;

/**
 * What all people together made of a post or of an author's posts.
 *
 * @param lasting of days
 * @param now of hours
 */
public record Reputation(Tally lasting, Tally now) {
  public Reputation() {
    this(new Tally(), new Tally());
  }

  public void shown(long at) {
    lasting.shown(at, Decay.REPUTATION);
    now.shown(at, Decay.NOW);
  }

  /**
   * @param strength of {@link Engagements#strength}
   */
  public void engaged(double strength, long at) {
    lasting.engaged(strength, at, Decay.REPUTATION);
    now.engaged(strength, at, Decay.NOW);
  }

  Tally.Counts lastingCounts(long at) {
    return lasting.counts(at, Decay.REPUTATION);
  }

  Tally.Counts nowCounts(long at) {
    return now.counts(at, Decay.NOW);
  }
}
