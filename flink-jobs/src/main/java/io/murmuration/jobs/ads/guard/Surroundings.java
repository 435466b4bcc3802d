package io.murmuration.jobs.ads.guard;

import java.util.List;

/**
 * What a copy must keep away from.
 *
 * @param post the text of the post beside the advertisement, or empty
 * @param rivals live creatives of other advertisers for the same segment
 */
public record Surroundings(String post, List<Fingerprint> rivals) {
  /** A live creative as far as it is compared. */
  public record Fingerprint(String advertiser, long[] signature) {}

  public Surroundings {
    rivals = List.copyOf(rivals);
  }
}
