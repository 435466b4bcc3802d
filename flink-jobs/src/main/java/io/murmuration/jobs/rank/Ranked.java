package io.murmuration.jobs.rank;

import io.murmuration.event.RankedTimeline;
import io.murmuration.jobs.rank.stages.Ordered;
import io.murmuration.jobs.rank.stages.Origin;

/**
 * A timeline on its way out.
 *
 * @param origin the input that it answers, at the time of the ranking
 * @param inference the header of that name; null where an earlier build kept the timeline
 */
public record Ranked(Origin origin, RankedTimeline value, byte[] inference) implements Ordered {
  @Override
  public String key() {
    return value.getUserId();
  }

  @Override
  public String ofOneOrigin() {
    return "";
  }
}
