package io.murmuration.jobs.ads;

import java.io.Serializable;
import java.time.Duration;

/**
 * @param partitions of the requests' topic; each holds an equal share of every budget
 * @param takesEffect how long after its stamp a campaign is bid for: by then every reader has it
 * @param cacheWindow how long a creative is used again
 * @param tokensPerMinute that the writer may draw for all campaigns
 * @param imagesPerMinute that may be painted for all campaigns
 * @param campaignShare of both that one campaign may take, from 0 to 1
 * @param tokensPerRequest about what one request's variants take
 * @param headStart how far ahead of the day a campaign may spend
 */
public record AuctionRules(
    int partitions,
    Duration takesEffect,
    Duration cacheWindow,
    long tokensPerMinute,
    long imagesPerMinute,
    double campaignShare,
    int tokensPerRequest,
    Duration headStart)
    implements Serializable {
  public AuctionRules {
    if (partitions < 1 || tokensPerMinute < 1 || imagesPerMinute < 1 || tokensPerRequest < 1) {
      throw new IllegalArgumentException(
          "partitions, tokens and images a minute and tokens a request must be at least 1");
    }
    if (!(campaignShare > 0 && campaignShare <= 1)) {
      throw new IllegalArgumentException(
          "campaignShare must be over 0, at most 1: " + campaignShare);
    }
  }

  /** Sized for two cores: about 9 copies and 4 pictures a second. */
  public static AuctionRules defaults(int partitions) {
    return new AuctionRules(
        partitions,
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        60_000,
        240,
        0.5,
        150,
        Duration.ofHours(1));
  }
}
