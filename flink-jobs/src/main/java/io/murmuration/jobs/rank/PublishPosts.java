package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.AuthorMemory;
import io.murmuration.jobs.rank.stages.AuthorNetwork;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * {@link AuthorNetwork} by author. Follows are never forgotten: their topic holds them for ever.
 * The rest goes after a long quiet.
 */
final class PublishPosts extends InOrder<AuthorInput, ReaderInput> {
  static final OutputTag<PoolInput> POOLS =
      new OutputTag<>("pools", TypeInformation.of(PoolInput.class));

  private static final long DAY_MILLIS = 86_400_000;

  private final RankPolicy policy;
  private transient AuthorNetwork network;
  private transient ValueState<AuthorMemory> memory;

  PublishPosts(RankPolicy policy) {
    super(AuthorInput.class);
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    network = new AuthorNetwork(policy);
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("author", TypeInformation.of(AuthorMemory.class)));
  }

  @Override
  void take(AuthorInput input, boolean late, Context context, Collector<ReaderInput> out)
      throws Exception {
    AuthorInput counted = late ? input.asLate() : input;
    AuthorMemory after = network.apply(memory.value(), counted, new Outputs(context, out));
    memory.update(after.checkAtMillis() == 0 ? checked(after, 0, context) : after);
  }

  @Override
  void reached(long atMillis, Context context, Collector<ReaderInput> out) throws Exception {
    // At the end of a bounded input all timers fire: that nobody is active then says nothing.
    boolean goesOn = context.timerService().currentWatermark() != Long.MAX_VALUE;
    if (!goesOn || atMillis % DAY_MILLIS != 0) {
      return;
    }
    AuthorMemory known = memory.value();
    if (known == null || known.checkAtMillis() == 0 || known.checkAtMillis() > atMillis) {
      return;
    }
    AuthorMemory left = network.afterQuiet(known, atMillis);
    if (left.isEmpty()) {
      memory.clear();
    } else {
      memory.update(checked(left, atMillis, context));
    }
  }

  /** Looks on the first day after something may be forgotten: a timer an author, not one an act. */
  private AuthorMemory checked(AuthorMemory author, long atMillis, Context context) {
    long due = network.forgetsAtMillis(author);
    if (due == 0) {
      return author;
    }
    long check = (Math.max(due, atMillis) / DAY_MILLIS + 1) * DAY_MILLIS;
    context.timerService().registerEventTimeTimer(check);
    return author.checkedAgainAt(check);
  }

  private record Outputs(
      KeyedProcessFunction<String, AuthorInput, ReaderInput>.Context context,
      Collector<ReaderInput> readers)
      implements AuthorNetwork.Output {
    @Override
    public void toReader(ReaderInput offer) {
      readers.collect(offer);
    }

    @Override
    public void toPool(PoolInput candidate) {
      context.output(POOLS, candidate);
    }
  }
}
