package io.murmuration.jobs.ads;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a request the post that it will stand beside, by tweet_id: the first of its context ids. A
 * post is kept for a while; a request waits for one a bounded time, then goes on without. What it
 * found is on the record.
 */
final class JoinContext extends KeyedCoProcessFunction<String, Placed, ContextPost, InContext> {
  private final long waitMillis;
  private final long keepMillis;
  private transient ValueState<ContextPost> post;
  private transient ListState<Placed> waiting;

  JoinContext(Duration wait, Duration keep) {
    this.waitMillis = wait.toMillis();
    this.keepMillis = keep.toMillis();
  }

  /** Requests without a context are spread by their own ids. */
  static String keyOf(Placed placed) {
    String wanted = wanted(placed);
    return wanted.isEmpty() ? "request:" + placed.call().request().getRequestId() : wanted;
  }

  private static String wanted(Placed placed) {
    List<String> ids = placed.call().request().getContextTweetIds();
    return ids.isEmpty() ? "" : ids.get(0);
  }

  @Override
  public void open(OpenContext context) {
    post =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("post", TypeInformation.of(ContextPost.class)));
    waiting =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)));
  }

  @Override
  public void processElement1(Placed placed, Context context, Collector<InContext> out)
      throws Exception {
    ContextPost known = post.value();
    if (known != null) {
      out.collect(found(placed, known));
    } else if (wanted(placed).isEmpty()) {
      out.collect(new InContext(placed, null, "no post is beside it"));
    } else {
      waiting.add(placed);
      var timers = context.timerService();
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + waitMillis);
      // Where the input ends, no clock runs any more.
      timers.registerEventTimeTimer(placed.call().source().timestampMillis() + keepMillis);
    }
  }

  @Override
  public void processElement2(ContextPost arrived, Context context, Collector<InContext> out)
      throws Exception {
    post.update(arrived);
    for (Placed placed : waiting.get()) {
      out.collect(found(placed, arrived));
    }
    waiting.clear();
    if (context.timestamp() != null) {
      context.timerService().registerEventTimeTimer(context.timestamp() + keepMillis);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<InContext> out)
      throws Exception {
    for (Placed placed : waiting.get()) {
      out.collect(new InContext(placed, null, wanted(placed) + " was not seen"));
    }
    waiting.clear();
    if (context.timeDomain() == org.apache.flink.streaming.api.TimeDomain.EVENT_TIME) {
      post.clear();
    }
  }

  private static InContext found(Placed placed, ContextPost post) {
    return new InContext(placed, post, post.tweetId() + " is beside it");
  }
}
