package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.CreativeRung;
import java.util.Locale;
import java.util.Set;

/**
 * Who wins one request: targeting, dates and budget admit, then bid times relevance decides; equals
 * by a hash of the request and the campaign. The order in which campaigns are offered is no matter.
 */
final class Bidding {
  private static final Set<String> WRITTEN = Set.of("en", "fr");

  /** A campaign without relevance still counts for something: its bid. */
  private static final double LEAST_RELEVANCE = 0.1;

  private final AdCall call;
  private final AuctionRules rules;
  private final long now;
  private int known;
  private int targeted;
  private int running;
  private CampaignVersion best;
  private double bestScore;
  private double bestRelevance;

  Bidding(AdCall call, AuctionRules rules) {
    this.call = call;
    this.rules = rules;
    this.now = call.source().timestampMillis();
  }

  /**
   * @param spentMicros today, of this partition's share
   */
  void offer(CampaignVersion version, long spentMicros) {
    AdRequest request = call.request();
    Campaign campaign = version.campaign();
    if (request.getCampaignId() != null && !request.getCampaignId().equals(version.id())) {
      return;
    }
    known++;
    if (!Targets.admit(campaign, request.getSegment())) {
      return;
    }
    targeted++;
    if (now < campaign.getStartsAt().toEpochMilli() || now >= campaign.getEndsAt().toEpochMilli()) {
      return;
    }
    running++;
    long share = share(version);
    long allowed = Spending.allowed(share, now, rules.headStart().toMillis());
    long bid = campaign.getBidMicros();
    if (spentMicros + bid > Math.max(allowed, Math.min(share, bid))) {
      return;
    }
    double relevance = cosine(version.product(), call.interests());
    double score = campaign.getBidMicros() * (LEAST_RELEVANCE + Math.max(0, relevance));
    if (best == null || score > bestScore || score == bestScore && drawn(version) < drawn(best)) {
      best = version;
      bestScore = score;
      bestRelevance = relevance;
    }
  }

  /**
   * Of the day's budget, what this partition may spend. A budget with less than a bid for each
   * partition is one partition's alone: else they would spend a bid each.
   */
  private long share(CampaignVersion version) {
    long budget = version.campaign().getDailyBudgetMicros();
    long share = budget / rules.partitions();
    if (share >= version.campaign().getBidMicros()) {
      return share;
    }
    long only = Math.floorMod(Seeds.of(version.id()), (long) rules.partitions());
    return call.source().partition() == only ? budget : 0;
  }

  Placed result() {
    if (!WRITTEN.contains(call.language())) {
      return none("nothing is written in '%s'".formatted(call.language()));
    }
    if (best == null) {
      return none(whyNot());
    }
    String how = String.format(Locale.ROOT, "best of %d, relevance %.3f", running, bestRelevance);
    return new Placed(call, best, how, null, CreativeRung.full, "", bestRelevance);
  }

  private String whyNot() {
    if (known == 0) {
      return call.request().getCampaignId() == null
          ? "there are no campaigns"
          : "there is no such campaign";
    }
    if (targeted == 0) {
      return "no campaign is for this segment";
    }
    return running == 0
        ? "no campaign for this segment runs now"
        : "the budgets for this segment are spent for now";
  }

  private Placed none(String reason) {
    return new Placed(call, null, reason, null, CreativeRung.unknown, "", 0);
  }

  private long drawn(CampaignVersion version) {
    return Seeds.of(call.request().getRequestId() + "|" + version.id());
  }

  /** Of vectors of unit length; 0 where either is missing. */
  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
