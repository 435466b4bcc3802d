package io.murmuration.loadgen.world;

import io.murmuration.event.EngagementKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What people do with posts: a post is examined with a probability that falls with its position
 * (Craswell et al. 2008), and if it is, each engagement is a logistic function of how much it
 * appeals to this person here and now.
 */
final class ClickModel {
  /** Those that a model can predict, in a fixed order. */
  static final List<EngagementKind> KINDS =
      List.copyOf(EnumSet.range(EngagementKind.like, EngagementKind.report));

  private static final double EXAMINATION_DECAY = 0.5;
  private static final double HOUR_MILLIS = 3_600_000;

  private ClickModel() {}

  static double examined(int position) {
    return Math.pow(1 + position, -EXAMINATION_DECAY);
  }

  static double appeal(Person person, Post post, double suits, Situation situation) {
    double hours = Math.max(0, situation.atMillis() - post.atMillis()) / HOUR_MILLIS;
    double fatigue =
        0.5 * Math.log1p(situation.topicSeen()) + 0.8 * Math.log1p(situation.authorSeen());
    return 1.8 * suits
        + 0.6 * post.quality()
        + (situation.follows() ? 0.5 : 0)
        - (0.2 + person.freshness()) * 0.6 * Math.log1p(hours)
        - (person.reads()[post.language()] ? 0 : 2.5)
        - 1.5 * person.sensitivity() * post.hurts()
        - (post.junk() ? 2 : 0)
        - person.boredom() * fatigue;
  }

  static Map<EngagementKind, Double> probabilities(
      Person person, Post post, double appeal, Situation situation) {
    double feeling = post.enrichment().sentiment();
    double hurts = post.hurts();
    double junk = post.junk() ? 1 : 0;
    double tired = person.boredom() * Math.log1p(situation.authorSeen());
    Person.Habits habits = person.likes();
    double[] logOdds = {
      -2.4 + habits.like() + 1.2 * appeal + 0.3 * feeling,
      -4.0 + habits.repost() + 1.1 * appeal + 0.5 * post.quality(),
      -4.0 + habits.reply() + 0.8 * appeal - 0.6 * feeling,
      -1.8 + appeal,
      -0.8 + 0.9 * appeal,
      -5.8 + person.complains() - 0.9 * appeal + 0.6 * tired,
      -7.0 + person.complains() - 0.8 * appeal + 2.5 * hurts,
      -7.2 + person.complains() - 0.5 * appeal + 2.5 * hurts + 2.5 * junk
    };
    Map<EngagementKind, Double> all = new EnumMap<>(EngagementKind.class);
    for (int i = 0; i < logOdds.length; i++) {
      all.put(KINDS.get(i), examined(situation.position()) * Chance.logistic(logOdds[i]));
    }
    return all;
  }
}
