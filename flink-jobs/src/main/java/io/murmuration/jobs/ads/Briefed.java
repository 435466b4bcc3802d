package io.murmuration.jobs.ads;

/**
 * A request with all that its creative is made from.
 *
 * @param rivals live creatives of other advertisers for the same segment
 */
public record Briefed(InContext inContext, LiveCreative[] rivals) {
  AdCall call() {
    return inContext.placed().call();
  }

  CampaignVersion campaign() {
    return inContext.placed().campaign();
  }
}
