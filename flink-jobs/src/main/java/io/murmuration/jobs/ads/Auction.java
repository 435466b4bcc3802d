package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeRung;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives each request its campaign, in the order of the request's own partition: budgets, the cache
 * and repetitions then hang on offsets and stamps alone, whatever the speed of anything; see
 * docs/decisions/0009-ads.md. Keyed by partition.
 */
final class Auction
    extends KeyedBroadcastProcessFunction<Integer, AdCall, CampaignVersion, Placed> {
  /** Those without a campaign. */
  static final OutputTag<Placed> UNMATCHED =
      new OutputTag<>("unmatched", TypeInformation.of(Placed.class));

  /** Those that get the creative of an earlier one. */
  static final OutputTag<Placed> REUSED =
      new OutputTag<>("reused", TypeInformation.of(Placed.class));

  static final MapStateDescriptor<String, CampaignVersion[]> CAMPAIGNS =
      new MapStateDescriptor<>(
          "campaigns", Types.STRING, Types.OBJECT_ARRAY(TypeInformation.of(CampaignVersion.class)));

  /** More are never between a change and its effect. */
  private static final int VERSIONS = 8;

  private static final long REPEATED_WITHIN_MILLIS = 3_600_000;
  private static final long SWEEP_EVERY_MILLIS = 600_000;

  /** A leader's creative: whose it is and until when it is used again. */
  public record Leader(String requestId, long untilMillis) {}

  private final AuctionRules rules;
  private transient ListState<AdCall> waiting;
  private transient MapState<String, Leader> leaders;
  private transient MapState<String, Long> seen;
  private transient Meters meters;
  private transient Counter repeated;

  Auction(AuctionRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    waiting =
        runtime.getListState(
            new ListStateDescriptor<>("waiting", TypeInformation.of(AdCall.class)));
    leaders =
        runtime.getMapState(
            new MapStateDescriptor<>("leaders", Types.STRING, TypeInformation.of(Leader.class)));
    seen = runtime.getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.LONG));
    meters = new Meters(runtime, rules);
    repeated = runtime.getMetricGroup().counter("repeated");
  }

  @Override
  public void processBroadcastElement(
      CampaignVersion version, Context context, Collector<Placed> out) throws Exception {
    var campaigns = context.getBroadcastState(CAMPAIGNS);
    CampaignVersion[] before = campaigns.get(version.id());
    int known = before == null ? 0 : before.length;
    int kept = Math.min(known, VERSIONS - 1);
    CampaignVersion[] after = new CampaignVersion[kept + 1];
    if (kept > 0) {
      System.arraycopy(before, known - kept, after, 0, kept);
    }
    after[kept] = version;
    campaigns.put(version.id(), after);
  }

  /** Waits, at a start or in a replay, until the campaigns that this request must know are here. */
  @Override
  public void processElement(AdCall call, ReadOnlyContext context, Collector<Placed> out)
      throws Exception {
    long known = call.source().timestampMillis() - rules.takesEffect().toMillis();
    boolean first = !waiting.get().iterator().hasNext();
    if (first && context.currentWatermark() >= known) {
      place(call, context, context.getBroadcastState(CAMPAIGNS), out);
    } else {
      waiting.add(call);
      context.timerService().registerEventTimeTimer(known);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Placed> out)
      throws Exception {
    java.util.List<AdCall> left = new java.util.ArrayList<>();
    for (AdCall call : waiting.get()) {
      long known = call.source().timestampMillis() - rules.takesEffect().toMillis();
      if (left.isEmpty() && known <= timestamp) {
        place(call, context, context.getBroadcastState(CAMPAIGNS), out);
      } else {
        left.add(call);
      }
    }
    waiting.update(left);
  }

  private void place(
      AdCall call,
      ReadOnlyContext context,
      ReadOnlyBroadcastState<String, CampaignVersion[]> campaigns,
      Collector<Placed> out)
      throws Exception {
    long now = call.source().timestampMillis();
    if (meters.begin(now, SWEEP_EVERY_MILLIS)) {
      sweep(now);
    }
    Long before = seen.get(call.request().getRequestId());
    if (before != null && now - before < REPEATED_WITHIN_MILLIS) {
      repeated.inc();
      return;
    }
    seen.put(call.request().getRequestId(), now);
    Bidding bidding = new Bidding(call, rules);
    for (Map.Entry<String, CampaignVersion[]> each : campaigns.immutableEntries()) {
      CampaignVersion version = inEffect(each.getValue(), now);
      if (version != null) {
        bidding.offer(version, meters.spentMicros(version.id()));
      }
    }
    Placed placed = bidding.result();
    if (placed.campaign() == null) {
      context.output(UNMATCHED, placed);
      return;
    }
    meters.spend(placed.campaign().id(), placed.campaign().campaign().getBidMicros());
    settle(placed, now, context, out);
  }

  private void settle(Placed placed, long now, ReadOnlyContext context, Collector<Placed> out)
      throws Exception {
    String key = cacheKey(placed);
    Leader leader = leaders.get(key);
    if (leader != null && now < leader.untilMillis()) {
      context.output(REUSED, withLeader(placed, leader.requestId()));
      return;
    }
    leaders.put(
        key,
        new Leader(placed.call().request().getRequestId(), now + rules.cacheWindow().toMillis()));
    Meters.Ceiling ceiling = meters.draw(placed.campaign().id());
    out.collect(withCeiling(placed, ceiling.rung(), ceiling.reason()));
  }

  /** The newest whose time has come, or null. */
  private CampaignVersion inEffect(CampaignVersion[] versions, long now) {
    for (int i = versions.length - 1; i >= 0; i--) {
      if (versions[i].source().timestampMillis() + rules.takesEffect().toMillis() <= now) {
        return versions[i].campaign() == null ? null : versions[i];
      }
    }
    return null;
  }

  private static String cacheKey(Placed placed) {
    return String.join(
        "|",
        placed.campaign().id(),
        Long.toString(placed.campaign().source().offset()),
        placed.call().request().getPlacement().toLowerCase(java.util.Locale.ROOT),
        AdCall.segmentKey(placed.call().request().getSegment()));
  }

  private void sweep(long now) throws Exception {
    for (Iterator<Map.Entry<String, Leader>> all = leaders.iterator(); all.hasNext(); ) {
      if (all.next().getValue().untilMillis() <= now) {
        all.remove();
      }
    }
    for (Iterator<Map.Entry<String, Long>> all = seen.iterator(); all.hasNext(); ) {
      if (now - all.next().getValue() >= REPEATED_WITHIN_MILLIS) {
        all.remove();
      }
    }
  }

  private static Placed withLeader(Placed placed, String leader) {
    return new Placed(
        placed.call(),
        placed.campaign(),
        placed.reason(),
        leader,
        CreativeRung.cache,
        "",
        placed.relevance());
  }

  private static Placed withCeiling(Placed placed, CreativeRung rung, String reason) {
    return new Placed(
        placed.call(), placed.campaign(), placed.reason(), null, rung, reason, placed.relevance());
  }
}
