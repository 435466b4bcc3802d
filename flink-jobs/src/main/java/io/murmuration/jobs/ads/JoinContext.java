package io.murmuration.jobs.ads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a request the post that it will stand beside, by tweet_id: the first of its context ids. A
 * post is kept for a while; a request waits for one a bounded time, then goes on without. What it
 * found is on the record, so that a replay finds the same.
 */
final class JoinContext extends KeyedCoProcessFunction<String, Placed, ContextPost, InContext> {
  private final long waitMillis;
  private final long keepMillis;
  private final RungPolicy rungs;
  private transient ValueState<ContextPost> post;
  private transient ValueState<Long> keptUntil;
  private transient ListState<Waiter> waiters;

  /** Where an earlier release kept them. */
  private transient ListState<Placed> waiting;

  /**
   * A request that waits.
   *
   * @param untilMillis by the clock; {@link Long#MAX_VALUE} where stamps decide
   */
  public record Waiter(Placed placed, long untilMillis) {}

  JoinContext(Duration wait, Duration keep, RungPolicy rungs) {
    this.waitMillis = wait.toMillis();
    this.keepMillis = keep.toMillis();
    this.rungs = rungs;
  }

  /** Requests without a context are spread by their own ids. */
  static String keyOf(Placed placed) {
    String wanted = wanted(placed);
    return wanted.isEmpty() ? "request:" + placed.call().request().getRequestId() : wanted;
  }

  /** Beside which post it will stand, or empty. */
  static String wanted(Placed placed) {
    List<String> ids = placed.call().request().getContextTweetIds();
    return ids.isEmpty() ? "" : ids.get(0);
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    post =
        runtime.getState(new ValueStateDescriptor<>("post", TypeInformation.of(ContextPost.class)));
    keptUntil = runtime.getState(new ValueStateDescriptor<>("kept-until", Types.LONG));
    waiters =
        runtime.getListState(
            new ListStateDescriptor<>("waiters", TypeInformation.of(Waiter.class)));
    waiting =
        runtime.getListState(
            new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)));
  }

  @Override
  public void processElement1(Placed placed, Context context, Collector<InContext> out)
      throws Exception {
    RungPolicy.Beside beside = rungs.beside(placed.call().request());
    ContextPost known = post.value();
    if (wanted(placed).isEmpty() || beside == RungPolicy.Beside.MISSED) {
      out.collect(InContext.without(placed, wanted(placed)));
    } else if (known != null) {
      out.collect(InContext.with(placed, known));
    } else {
      wait(placed, beside, context);
    }
  }

  private void wait(Placed placed, RungPolicy.Beside beside, Context context) throws Exception {
    var timers = context.timerService();
    long until = Long.MAX_VALUE;
    if (beside == RungPolicy.Beside.CLOCK) {
      until = timers.currentProcessingTime() + waitMillis;
      timers.registerProcessingTimeTimer(until);
    }
    waiters.add(new Waiter(placed, until));
    timers.registerEventTimeTimer(waitsUntil(placed));
  }

  /** By stamps; where the clock decides, it is for the end of the input, where no clock runs. */
  private long waitsUntil(Placed placed) {
    boolean byStamps = rungs.beside(placed.call().request()) == RungPolicy.Beside.STAMPS;
    return placed.call().source().timestampMillis() + (byStamps ? waitMillis : keepMillis);
  }

  @Override
  public void processElement2(ContextPost arrived, Context context, Collector<InContext> out)
      throws Exception {
    post.update(arrived);
    takeOver();
    for (Waiter each : waiters.get()) {
      out.collect(InContext.with(each.placed(), arrived));
    }
    waiters.clear();
    if (context.timestamp() != null) {
      long until = context.timestamp() + keepMillis;
      keptUntil.update(until);
      context.timerService().registerEventTimeTimer(until);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<InContext> out)
      throws Exception {
    takeOver();
    boolean byStamps = context.timeDomain() == TimeDomain.EVENT_TIME;
    List<Waiter> left = new ArrayList<>();
    for (Waiter each : waiters.get()) {
      long until = byStamps ? waitsUntil(each.placed()) : each.untilMillis();
      if (until > timestamp) {
        left.add(each);
      } else {
        out.collect(InContext.without(each.placed(), wanted(each.placed())));
      }
    }
    waiters.update(left);
    Long until = keptUntil.value();
    if (byStamps && (until == null || until <= timestamp)) {
      post.clear();
      keptUntil.clear();
    }
  }

  /** Those of an earlier release have waited long enough by now. */
  private void takeOver() throws Exception {
    for (Placed placed : waiting.get()) {
      waiters.add(new Waiter(placed, Long.MIN_VALUE));
    }
    waiting.clear();
  }
}
