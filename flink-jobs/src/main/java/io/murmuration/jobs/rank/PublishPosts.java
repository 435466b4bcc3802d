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
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** {@link AuthorNetwork} by author. It forgets nobody: the topic of follows holds them for ever. */
final class PublishPosts extends InOrder<AuthorInput, ReaderInput> {
  static final OutputTag<PoolInput> POOLS =
      new OutputTag<>("pools", TypeInformation.of(PoolInput.class));

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
    memory.update(
        network.apply(
            memory.value(),
            input,
            new AuthorNetwork.Output() {
              @Override
              public void toReader(ReaderInput offer) {
                out.collect(offer);
              }

              @Override
              public void toPool(PoolInput candidate) {
                context.output(POOLS, candidate);
              }
            }));
  }

  @Override
  void reached(long atMillis, Context context, Collector<ReaderInput> out) {}
}
