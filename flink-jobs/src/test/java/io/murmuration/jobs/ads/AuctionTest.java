package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Campaign;
import io.murmuration.event.Repetition;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.Repetitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class AuctionTest {
  private static final long NOW = InMemoryAds.NOW;
  private static final AuctionRules RULES = AuctionRules.defaults(2);
  private static final long TAKES_EFFECT = RULES.takesEffect().toMillis();
  private static final long LONG_AGO = NOW - 30 * 86_400_000L;

  @Test
  void meetsTheVersionOfItsStampHoweverManyCameAfterIt() throws Exception {
    try (var auction = open(new Auction(RULES))) {
      for (int i = 0; i < 50; i++) {
        announce(auction, coffee().setProduct("Nessa " + i).build(), NOW + i * 10_000L);
      }
      auction.processElement(call("early", NOW + 10_000 + TAKES_EFFECT, 0), 0);
      auction.processElement(call("late", NOW + 490_000 + TAKES_EFFECT, 1), 0);

      auction.watermark(NOW + 1_000_000);

      assertThat(auction.extractOutputValues())
          .extracting(each -> each.campaign().campaign().getProduct())
          .containsExactly("Nessa 1", "Nessa 49");
    }
  }

  @Test
  void keepsOfEachCampaignWhatARequestMayStillMeetAndNoMore() throws Exception {
    try (var auction = open(new Auction(RULES))) {
      for (int i = 0; i < 200; i++) {
        long stamp = NOW + i * 600_000L;
        announce(auction, coffee().build(), stamp);
        auction.watermark(stamp);
      }

      CampaignVersion[] kept = auction.getBroadcastState(Auction.CAMPAIGNS).get("coffee");

      assertThat(kept).hasSizeBetween(7, 9);
      assertThat(kept[kept.length - 1].source().timestampMillis()).isEqualTo(NOW + 199 * 600_000L);
    }
  }

  @Test
  void keepsTheFirstAndTheNewestWhereTooManyWereReadAhead() throws Exception {
    try (var auction = open(new Auction(RULES))) {
      for (int i = 0; i <= CampaignHistory.MOST; i++) {
        announce(auction, coffee().build(), NOW + i);
      }

      CampaignVersion[] kept = auction.getBroadcastState(Auction.CAMPAIGNS).get("coffee");

      assertThat(kept).hasSize(CampaignHistory.MOST);
      assertThat(kept[0].source().timestampMillis()).isEqualTo(NOW);
      assertThat(kept[1].source().timestampMillis()).isEqualTo(NOW + 2);
    }
  }

  @Test
  void forgetsWhatIsWithdrawnOrLongOver() throws Exception {
    try (var auction = open(new Auction(RULES))) {
      announce(auction, coffee().setCampaignId("runs").build(), NOW);
      announce(
          auction,
          coffee().setCampaignId("over").setEndsAt(Instant.ofEpochMilli(NOW - 86_400_000)).build(),
          NOW);
      announce(auction, coffee().setCampaignId("withdrawn").build(), NOW);
      auction.processBroadcastElement(
          new CampaignVersion(record("campaigns", NOW + 1, 0), "withdrawn", null, new float[0]), 0);
      auction.watermark(NOW + 7_200_000);

      announce(auction, coffee().setCampaignId("new").build(), NOW + 7_200_000);

      assertThat(auction.getBroadcastState(Auction.CAMPAIGNS).immutableEntries())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("runs", "new");
    }
  }

  @Test
  void writesDownARepetitionWithTheRecordThatHasTheId() throws Exception {
    try (var auction = open(new Auction(RULES))) {
      announce(auction, coffee().build(), NOW - 60_000);
      auction.watermark(NOW + 10);
      auction.processElement(call("twice", NOW, 3), 0);

      auction.processElement(call("twice", NOW + 1, 8), 0);

      assertThat(auction.extractOutputValues()).hasSize(1);
      assertThat(auction.getSideOutput(Repetitions.TAG))
          .extracting(each -> each.getValue())
          .containsExactly(
              new Repetition(
                  new SourcePosition("ad-requests", 0, 8L),
                  "twice",
                  new SourcePosition("ad-requests", 0, 3L)));
    }
  }

  @Test
  void placesThoseThatWaitInTheOrderOfTheirOffsetsAlsoThoseOfAnEarlierRelease() throws Exception {
    OperatorSubtaskState earlier;
    try (var before = open(new EarlierRelease())) {
      before.processElement(call("r0", NOW, 0), 0);
      before.processElement(call("r1", NOW + 1, 1), 0);
      earlier = before.snapshot(1, 1);
    }
    try (var auction = harness(new Auction(RULES))) {
      auction.initializeState(earlier);
      auction.open();
      announce(auction, coffee().build(), NOW - 60_000);
      for (int i = 2; i < 100; i++) {
        auction.processElement(call("r" + i, NOW + i, i), 0);
      }
      assertThat(auction.extractOutputValues()).isEmpty();

      auction.watermark(NOW + 90 - TAKES_EFFECT);
      auction.processElement(call("r100", NOW + 50, 100), 0);
      auction.watermark(NOW + 1_000);

      assertThat(order(auction)).isSorted().hasSize(101);
    }
  }

  private static List<Integer> order(
      KeyedBroadcastOperatorTestHarness<Integer, AdCall, CampaignVersion, Placed> auction) {
    return auction.extractOutputValues().stream()
        .map(each -> Integer.parseInt(each.call().request().getRequestId().substring(1)))
        .toList();
  }

  /** As calls waited before they had a queue. */
  private static final class EarlierRelease
      extends KeyedBroadcastProcessFunction<Integer, AdCall, CampaignVersion, Placed> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(AdCall call, ReadOnlyContext context, Collector<Placed> out)
        throws Exception {
      getRuntimeContext()
          .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(AdCall.class)))
          .add(call);
      context.timerService().registerEventTimeTimer(call.source().timestampMillis() - TAKES_EFFECT);
    }

    @Override
    public void processBroadcastElement(
        CampaignVersion version, Context context, Collector<Placed> out) {}
  }

  private static void announce(
      KeyedBroadcastOperatorTestHarness<Integer, AdCall, CampaignVersion, Placed> auction,
      Campaign campaign,
      long stamp)
      throws Exception {
    auction.processBroadcastElement(
        new CampaignVersion(
            record("campaigns", stamp, 0), campaign.getCampaignId(), campaign, new float[0]),
        stamp);
  }

  private static Campaign.Builder coffee() {
    return InMemoryAds.coffee()
        .setStartsAt(Instant.ofEpochMilli(LONG_AGO))
        .setEndsAt(Instant.ofEpochMilli(NOW + 30 * 86_400_000L));
  }

  private static AdCall call(String id, long stamp, long offset) {
    return AdCall.of(record("ad-requests", stamp, offset), InMemoryAds.call(id, "en", id).build());
  }

  private static RawRecord record(String topic, long stamp, long offset) {
    return new RawRecord(topic, 0, offset, stamp, null, null, new String[0], new byte[0][]);
  }

  private static KeyedBroadcastOperatorTestHarness<Integer, AdCall, CampaignVersion, Placed> open(
      KeyedBroadcastProcessFunction<Integer, AdCall, CampaignVersion, Placed> function)
      throws Exception {
    var harness = harness(function);
    harness.open();
    return harness;
  }

  private static KeyedBroadcastOperatorTestHarness<Integer, AdCall, CampaignVersion, Placed>
      harness(KeyedBroadcastProcessFunction<Integer, AdCall, CampaignVersion, Placed> function)
          throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(function, List.of(Auction.CAMPAIGNS)),
        call -> call.source().partition(),
        Types.INT,
        1,
        1,
        0);
  }
}
