package io.murmuration.jobs.ads;

/**
 * A request with all that its creative is made from.
 *
 * @param rivals live creatives of other advertisers for the same segment
 * @param stamps null where nobody stamps, and in state that is older than stamps: then the shipped
 *     models make it
 */
public record Briefed(InContext inContext, LiveCreative[] rivals, AdStamps stamps) {
  Briefed(InContext inContext, LiveCreative[] rivals) {
    this(inContext, rivals, null);
  }

  Briefed stamped(AdStamps with) {
    return new Briefed(inContext, rivals, with);
  }

  AdCall call() {
    return inContext.placed().call();
  }

  CampaignVersion campaign() {
    return inContext.placed().campaign();
  }
}
