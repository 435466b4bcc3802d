package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.jobs.RawRecord;

/**
 * A campaign as one record of its topic says it.
 *
 * @param campaign null where the record withdraws it
 * @param product the vector of what it sells; empty until the encoder has read it
 */
public record CampaignVersion(RawRecord source, String id, Campaign campaign, float[] product) {
  /** What of it the encoder reads. */
  String described() {
    return campaign == null ? id : campaign.getProduct() + ". " + campaign.getDescription();
  }
}
