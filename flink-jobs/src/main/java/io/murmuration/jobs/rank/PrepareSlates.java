package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.RankingStages;
import io.murmuration.jobs.rank.stages.Reader;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.ReaderMemory;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.jobs.rank.stages.SlateRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * What is known of each reader. After an input it waits for the next tick of event time, so that
 * what comes together is ranked once, and sends the reader's candidates on with their features.
 */
final class PrepareSlates extends InOrder<ReaderInput, Slate> {
  /** After an act or a follow: somebody is looking. */
  private static final long ACT_TICK_MILLIS = 100;

  /** After an offer. */
  private static final Duration OFFER_TICK = Duration.ofSeconds(10);

  /** Likewise, of a reader who did nothing for {@link #AWAY_AFTER}. */
  static final Duration AWAY_TICK = Duration.ofSeconds(60);

  private static final Duration AWAY_AFTER = Duration.ofMinutes(5);

  private static final long DAY_MILLIS = 86_400_000;
  private static final SlateRow[] NONE = {};

  private final RankPolicy policy;
  private transient RankingStages stages;
  private transient ValueState<ReaderMemory> memory;
  private transient ValueState<String[]> followed;
  private transient RecentValue<Pending> pending;
  private transient MapState<String, Candidate> candidates;

  PrepareSlates(RankPolicy policy) {
    super(ReaderInput.class);
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    stages = new RankingStages(policy);
    memory = state("reader", TypeInformation.of(ReaderMemory.class));
    followed = state("followed", Types.OBJECT_ARRAY(Types.STRING));
    pending = new RecentValue<>(state("pending", TypeInformation.of(Pending.class)));
    candidates =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "candidates", Types.STRING, TypeInformation.of(Candidate.class)));
  }

  private <T> ValueState<T> state(String name, TypeInformation<T> type) {
    return getRuntimeContext().getState(new ValueStateDescriptor<>(name, type));
  }

  @Override
  void take(ReaderInput input, boolean late, Context context, Collector<Slate> out)
      throws Exception {
    Pending before = pending.of(input.user());
    if (input.isOffered()) {
      if (before != null) {
        offered(input, late);
        boolean away = before.isAway(input.origin().atMillis(), AWAY_AFTER);
        schedule(before, input, late, (away ? AWAY_TICK : OFFER_TICK).toMillis(), context);
      }
      return;
    }
    Reader reader = new Reader(input.user(), memory.value(), followed.value());
    long at = input.origin().atMillis();
    if (input.act() != null) {
      reader.acted(input.act(), at);
    } else {
      reader.followed(input.follow(), at);
      followed.update(reader.followed());
    }
    memory.update(reader.memory());
    Pending known = before == null ? known(input, context) : before;
    schedule(known, input, late, ACT_TICK_MILLIS, context);
  }

  private Pending known(ReaderInput input, Context context) {
    long check = (input.origin().atMillis() / DAY_MILLIS + 1) * DAY_MILLIS;
    context.timerService().registerEventTimeTimer(check);
    return new Pending(Pending.NEVER, input.origin(), 0, check, 0);
  }

  /** What was held is read only where it may be newer: a look costs more than all else here. */
  private void offered(ReaderInput input, boolean late) throws Exception {
    for (Candidate offer : input.offered()) {
      if (late || offer.offeredAtMillis() != input.origin().atMillis()) {
        offerUnlessOlder(offer);
      } else {
        candidates.put(offer.post().tweetId(), offer);
      }
    }
  }

  private void offerUnlessOlder(Candidate offer) throws Exception {
    String tweet = offer.post().tweetId();
    if (isNewer(offer, candidates.get(tweet))) {
      candidates.put(tweet, offer);
    }
  }

  private static boolean isNewer(Candidate offer, Candidate held) {
    return held == null || held.offeredAtMillis() <= offer.offeredAtMillis();
  }

  /** The tick is after the input, and after the watermark where the input is late. */
  private void schedule(Pending known, ReaderInput input, boolean late, long tick, Context context)
      throws Exception {
    // In order, the watermark's luck must not show: it may be anywhere past the input by now.
    long from = late ? context.timerService().currentWatermark() : input.origin().atMillis();
    long phase = tick == ACT_TICK_MILLIS ? 0 : Math.floorMod(input.user().hashCode(), tick);
    long due = ((from - phase) / tick + 1) * tick + phase;
    Pending now = known.after(input, late);
    if (due < now.dueAtMillis()) {
      now = now.due(due);
      context.timerService().registerEventTimeTimer(due);
    }
    pending.update(input.user(), now);
  }

  @Override
  void reached(long atMillis, Context context, Collector<Slate> out) throws Exception {
    Pending known = pending.of(context.getCurrentKey());
    // At the end of a bounded input all timers fire: that nobody is active then says nothing.
    boolean goesOn = context.timerService().currentWatermark() != Long.MAX_VALUE;
    if (known != null && goesOn && known.checkAtMillis() <= atMillis) {
      known = check(known, atMillis, context, out);
    }
    if (known != null && known.dueAtMillis() <= atMillis) {
      out.collect(slate(known, atMillis, context.getCurrentKey()));
      pending.update(context.getCurrentKey(), known.ranked());
    }
  }

  private Slate slate(Pending known, long at, String user) throws Exception {
    Reader reader = new Reader(user, memory.value(), followed.value());
    List<Candidate> offered = new ArrayList<>();
    candidates.values().forEach(offered::add);
    List<Candidate> kept = stages.candidates(reader, offered, at);
    Set<String> keep = new HashSet<>();
    kept.forEach(candidate -> keep.add(candidate.post().tweetId()));
    for (Candidate candidate : offered) {
      if (!keep.contains(candidate.post().tweetId())) {
        candidates.remove(candidate.post().tweetId());
      }
    }
    return new Slate(known.last(), user, at, known.lateInputs(), stages.rows(reader, kept, at));
  }

  /** Null where the reader did nothing for so long that only the follows are kept. */
  private Pending check(Pending known, long atMillis, Context context, Collector<Slate> out)
      throws Exception {
    long gone = memory.value().activeAtMillis() + policy.readerMemory().toMillis();
    if (atMillis < gone) {
      long next = (Math.max(gone, atMillis) / DAY_MILLIS + 1) * DAY_MILLIS;
      context.timerService().registerEventTimeTimer(next);
      Pending again = known.checkedAgainAt(next);
      pending.update(context.getCurrentKey(), again);
      return again;
    }
    memory.clear();
    pending.clear(context.getCurrentKey());
    candidates.clear();
    out.collect(
        new Slate(known.last(), context.getCurrentKey(), atMillis, known.lateInputs(), NONE));
    return null;
  }
}
