package io.murmuration.jobs.ads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a request the live creatives of its segment that other advertisers published, as of the
 * beginning of the window before its own: old enough to be here whatever the speed of anything, so
 * that a replay compares with the same ones. Keyed by segment.
 */
final class JoinRivals extends KeyedCoProcessFunction<String, InContext, LiveCreative, Briefed> {
  private static final int MOST = 64;
  private static final LiveCreative[] NONE = {};
  private static final Comparator<LiveCreative> ORDER =
      Comparator.comparingLong(LiveCreative::stampMillis).thenComparing(LiveCreative::advertiser);

  private final long windowMillis;
  private final long liveMillis;
  private transient ValueState<LiveCreative[]> live;
  private transient ListState<InContext> waiting;

  JoinRivals(Duration window, Duration live) {
    this.windowMillis = window.toMillis();
    this.liveMillis = live.toMillis();
  }

  static String keyOf(InContext inContext) {
    return AdCall.segmentKey(inContext.placed().call().request().getSegment());
  }

  @Override
  public void open(OpenContext context) {
    live =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "live", Types.OBJECT_ARRAY(TypeInformation.of(LiveCreative.class))));
    waiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("waiting", TypeInformation.of(InContext.class)));
  }

  /** The last stamp that the request may see. */
  private long horizon(InContext inContext) {
    long stamp = inContext.placed().call().source().timestampMillis();
    return Math.floorDiv(stamp, windowMillis) * windowMillis - windowMillis - 1;
  }

  @Override
  public void processElement1(InContext inContext, Context context, Collector<Briefed> out)
      throws Exception {
    long horizon = horizon(inContext);
    if (context.timerService().currentWatermark() >= horizon) {
      out.collect(briefed(inContext));
    } else {
      waiting.add(inContext);
      context.timerService().registerEventTimeTimer(horizon);
    }
  }

  @Override
  public void processElement2(LiveCreative creative, Context context, Collector<Briefed> out)
      throws Exception {
    List<LiveCreative> all = new ArrayList<>(List.of(known()));
    all.add(creative);
    all.sort(ORDER);
    // Those after the oldest horizon that may still be asked for are not counted yet: a replay may
    // have read far ahead of its requests.
    long watermark = context.timerService().currentWatermark();
    long oldest = watermark == Long.MIN_VALUE ? watermark : watermark - 2 * windowMillis;
    int past = (int) all.stream().filter(each -> each.stampMillis() <= oldest).count();
    live.update(all.subList(Math.max(0, past - MOST), all.size()).toArray(NONE));
    context.timerService().registerEventTimeTimer(creative.stampMillis() + liveMillis);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Briefed> out)
      throws Exception {
    List<InContext> left = new ArrayList<>();
    for (InContext inContext : waiting.get()) {
      if (horizon(inContext) <= timestamp) {
        out.collect(briefed(inContext));
      } else {
        left.add(inContext);
      }
    }
    waiting.update(left);
    LiveCreative[] known = known();
    if (known.length > 0 && known[known.length - 1].stampMillis() + liveMillis <= timestamp) {
      live.clear();
    }
  }

  private Briefed briefed(InContext inContext) throws Exception {
    String advertiser = inContext.placed().campaign().campaign().getAdvertiser();
    long horizon = horizon(inContext);
    List<LiveCreative> rivals = new ArrayList<>();
    for (LiveCreative each : known()) {
      if (each.stampMillis() <= horizon && each.stampMillis() > horizon - liveMillis) {
        rivals.add(each);
      }
    }
    List<LiveCreative> newest = rivals.subList(Math.max(0, rivals.size() - MOST), rivals.size());
    return new Briefed(
        inContext,
        newest.stream()
            .filter(each -> !each.advertiser().equals(advertiser))
            .toArray(LiveCreative[]::new));
  }

  private LiveCreative[] known() throws Exception {
    LiveCreative[] known = live.value();
    return known == null ? NONE : known;
  }
}
