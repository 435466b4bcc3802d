package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Act;
import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.EngagementHydration;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.PostInput;
import io.murmuration.jobs.rank.stages.PostMemory;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** {@link EngagementHydration} by post. */
final class HydrateEngagements extends InOrder<PostInput, ReaderInput> {
  static final OutputTag<AuthorInput> AUTHORS =
      new OutputTag<>("authors", TypeInformation.of(AuthorInput.class));
  static final OutputTag<PoolInput> POOLS =
      new OutputTag<>("pools", TypeInformation.of(PoolInput.class));

  private final RankPolicy policy;
  private transient EngagementHydration hydration;
  private transient ValueState<PostMemory> memory;
  private transient Counter unattributed;

  HydrateEngagements(RankPolicy policy) {
    super(PostInput.class);
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    hydration = new EngagementHydration(policy);
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("post", TypeInformation.of(PostMemory.class)));
    unattributed = getRuntimeContext().getMetricGroup().counter("unattributed");
  }

  @Override
  void take(PostInput input, boolean late, Context context, Collector<ReaderInput> out)
      throws Exception {
    PostMemory before = memory.value();
    PostInput counted = late ? input.asLate() : input;
    PostMemory after = hydration.apply(before, counted, new Outputs(context, out));
    if (after != before) {
      memory.update(after);
      if (before == null || before.expiresAtMillis() != after.expiresAtMillis()) {
        context.timerService().registerEventTimeTimer(after.expiresAtMillis());
      }
    }
  }

  @Override
  void reached(long atMillis, Context context, Collector<ReaderInput> out) throws Exception {
    PostMemory known = memory.value();
    if (known != null && known.expiresAtMillis() <= atMillis) {
      hydration.expire(known, new Outputs(context, out));
      memory.clear();
    }
  }

  private final class Outputs implements EngagementHydration.Output {
    private final Context context;
    private final Collector<ReaderInput> readers;

    Outputs(Context context, Collector<ReaderInput> readers) {
      this.context = context;
      this.readers = readers;
    }

    @Override
    public void toReader(ReaderInput hydrated) {
      readers.collect(hydrated);
    }

    @Override
    public void toAuthor(AuthorInput input) {
      context.output(AUTHORS, input);
    }

    @Override
    public void toPool(PoolInput join) {
      context.output(POOLS, join);
    }

    @Override
    public void unattributed(Act act) {
      unattributed.inc();
    }
  }
}
