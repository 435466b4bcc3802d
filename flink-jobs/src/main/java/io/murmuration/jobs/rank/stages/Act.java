package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EngagementKind;

/** What a reader did with a post of which only the id is known. */
public record Act(Origin origin, String user, String tweetId, EngagementKind kind) {
  Act at(Origin placed) {
    return new Act(placed, user, tweetId, kind);
  }
}
