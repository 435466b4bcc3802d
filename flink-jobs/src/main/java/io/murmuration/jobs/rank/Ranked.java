package io.murmuration.jobs.rank;

import io.murmuration.event.RankedTimeline;
import io.murmuration.jobs.rank.stages.Ordered;
import io.murmuration.jobs.rank.stages.Origin;

/**
 * A timeline on its way out.
 *
 * @param origin the input that it answers, at the time of the ranking
 */
public record Ranked(Origin origin, RankedTimeline value) implements Ordered {
  @Override
  public String key() {
    return value.getUserId();
  }

  @Override
  public String ofOneOrigin() {
    return "";
  }
}
