package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.RawRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BiddingTest {
  private static final int PARTITIONS = 4;
  private static final long BID = 2_000;

  @Test
  void spendsABudgetOfFewerBidsThanPartitionsInOneOfThem() {
    for (int i = 0; i < 20; i++) {
      String campaign = "campaign" + i;

      long spent =
          IntStream.range(0, PARTITIONS)
              .mapToLong(partition -> spent(campaign, 3 * BID, partition))
              .sum();

      assertThat(spent).as(campaign).isEqualTo(3 * BID);
    }
  }

  @Test
  void spendsALargerBudgetInEqualShares() {
    assertThat(IntStream.range(0, PARTITIONS).mapToLong(i -> spent("c", 8 * BID, i)))
        .containsExactly(2 * BID, 2 * BID, 2 * BID, 2 * BID);
  }

  /** Of a whole day's budget, at its end. */
  private static long spent(String campaign, long budget, int partition) {
    CampaignVersion version =
        new CampaignVersion(
            record(0),
            campaign,
            InMemoryAds.coffee()
                .setCampaignId(campaign)
                .setBidMicros(BID)
                .setDailyBudgetMicros(budget)
                .build(),
            new float[0]);
    long spent = 0;
    for (int i = 0; i < 10; i++) {
      AdCall call = AdCall.of(record(partition), InMemoryAds.call("r" + i, "en").build());
      Bidding bidding = new Bidding(call, AuctionRules.defaults(PARTITIONS));
      bidding.offer(version, spent);
      spent += bidding.result().campaign() == null ? 0 : BID;
    }
    return spent;
  }

  private static RawRecord record(int partition) {
    long evening = InMemoryAds.NOW + 14 * 3_600_000 + 1_800_000;
    return new RawRecord(
        "ad-requests", partition, 0, evening, null, null, new String[0], new byte[0][]);
  }
}
