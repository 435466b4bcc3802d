package io.murmuration.cli.bench.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.Segment;
import io.murmuration.loadgen.ads.Campaigns;
import java.time.Instant;
import java.util.List;

/** Campaigns with audiences that they are for; the same in every run. */
final class AdCases {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45-54", "55+");
  private static final List<String> PLACEMENTS = List.of("feed", "banner", "story");
  private static final List<String> ELSEWHERE =
      List.of("gaming", "yoga", "football", "art", "science", "wine", "diy");

  private AdCases() {}

  static List<Campaign> campaigns() {
    return Campaigns.running(NOW);
  }

  /** One of the audiences of a campaign, each with an interest of its own. */
  static Segment audience(Campaign campaign, int number) {
    List<String> own = campaign.getTargeting().getInterests();
    return Segment.newBuilder()
        .setLocale(campaign.getTargeting().getLocales().get(0))
        .setAgeBand(AGES.get(number % AGES.size()))
        .setInterests(
            List.of(own.get(number % own.size()), ELSEWHERE.get(number % ELSEWHERE.size())))
        .build();
  }

  /** The id alone makes two requests of one audience differ. */
  static AdRequest request(String id, Campaign campaign, int audience, int placement) {
    return request(id, campaign, audience, placement, NOW.toEpochMilli(), 60_000);
  }

  static AdRequest request(
      String id, Campaign campaign, int audience, int placement, long atMillis, long deadline) {
    return AdRequest.newBuilder()
        .setRequestId(id)
        .setSegment(audience(campaign, audience))
        .setPlacement(PLACEMENTS.get(placement % PLACEMENTS.size()))
        .setRequestedAt(Instant.ofEpochMilli(atMillis))
        .setDeadlineMs(deadline)
        .build();
  }
}
