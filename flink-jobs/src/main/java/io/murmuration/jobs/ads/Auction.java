package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.Lineage;
import io.murmuration.jobs.Repetitions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
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

  private static final long SWEEP_EVERY_MILLIS = 600_000;

  /** A leader's creative: whose it is and until when it is used again. */
  public record Leader(String requestId, long untilMillis) {}

  private final AuctionRules rules;
  private transient CampaignHistory history;
  private transient CallQueue waiting;
  private transient MapState<String, Leader> leaders;
  private transient SeenRequests seen;
  private transient Meters meters;
  private transient Counter repeated;

  /** In intervals of sweeping; of campaigns. */
  private transient long swept;

  Auction(AuctionRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    history = new CampaignHistory(rules.takesEffect());
    waiting = new CallQueue(runtime);
    leaders =
        runtime.getMapState(
            new MapStateDescriptor<>("leaders", Types.STRING, TypeInformation.of(Leader.class)));
    seen = new SeenRequests(runtime);
    meters = new Meters(runtime, rules);
    repeated = runtime.getMetricGroup().counter("repeated");
    swept = Long.MIN_VALUE;
  }

  @Override
  public void processBroadcastElement(
      CampaignVersion version, Context context, Collector<Placed> out) throws Exception {
    long oldest = CampaignHistory.oldest(context.currentWatermark());
    BroadcastState<String, CampaignVersion[]> campaigns = context.getBroadcastState(CAMPAIGNS);
    campaigns.put(version.id(), history.with(campaigns.get(version.id()), version, oldest));
    long due = Math.floorDiv(oldest, SWEEP_EVERY_MILLIS);
    if (due > swept) {
      swept = due;
      forget(campaigns, oldest);
    }
  }

  /** What no request meets any more: when is no matter, for that reason. */
  private void forget(BroadcastState<String, CampaignVersion[]> campaigns, long oldest)
      throws Exception {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, CampaignVersion[]> each : campaigns.immutableEntries()) {
      if (history.isOver(each.getValue(), oldest)) {
        over.add(each.getKey());
      }
    }
    for (String id : over) {
      campaigns.remove(id);
    }
  }

  /** Waits, at a start or in a replay, until the campaigns that this request must know are here. */
  @Override
  public void processElement(AdCall call, ReadOnlyContext context, Collector<Placed> out)
      throws Exception {
    long known = known(call);
    if (waiting.isEmpty() && context.currentWatermark() >= known) {
      place(call, context, context.getBroadcastState(CAMPAIGNS), out);
    } else {
      waiting.add(call);
      context.timerService().registerEventTimeTimer(known);
    }
  }

  /** Up to this stamp campaigns must be here before the call is placed. */
  private long known(AdCall call) {
    return call.source().timestampMillis() - rules.takesEffect().toMillis();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Placed> out)
      throws Exception {
    AdCall call = waiting.head();
    while (call != null && known(call) <= timestamp) {
      waiting.removeHead();
      place(call, context, context.getBroadcastState(CAMPAIGNS), out);
      call = waiting.head();
    }
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
    Lineage first = seen.first(call);
    if (first != null) {
      repeated.inc();
      context.output(
          Repetitions.TAG, Repetitions.of(call.source(), call.request().getRequestId(), first));
      return;
    }
    Bidding bidding = new Bidding(call, rules);
    for (Map.Entry<String, CampaignVersion[]> each : campaigns.immutableEntries()) {
      CampaignVersion version = history.met(each.getValue(), now);
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
    seen.sweep(now);
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
