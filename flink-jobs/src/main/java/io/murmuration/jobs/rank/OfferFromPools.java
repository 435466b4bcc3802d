package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.OutOfNetworkPool;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.PoolMembers;
import io.murmuration.jobs.rank.stages.PoolMemory;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/** {@link OutOfNetworkPool} by pool. */
final class OfferFromPools extends InOrder<PoolInput, ReaderInput> {
  private final RankPolicy policy;
  private transient OutOfNetworkPool pool;
  private transient ValueState<PoolMemory> memory;
  private transient Members members;

  OfferFromPools(RankPolicy policy) {
    super(PoolInput.class);
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    pool = new OutOfNetworkPool(policy);
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("pool", TypeInformation.of(PoolMemory.class)));
    members =
        new Members(
            getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("slot-of", Types.STRING, Types.INT)),
            getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("reader-at", Types.INT, Types.STRING)));
  }

  @Override
  void take(PoolInput input, boolean late, Context context, Collector<ReaderInput> out)
      throws Exception {
    if (input.user() != null && members.contains(input.user())) {
      return;
    }
    memory.update(pool.apply(memory.value(), members, input, out::collect));
  }

  @Override
  void reached(long atMillis, Context context, Collector<ReaderInput> out) {}

  private record Members(MapState<String, Integer> slotOf, MapState<Integer, String> readerAt)
      implements PoolMembers {
    @Override
    public boolean contains(String user) throws Exception {
      return slotOf.contains(user);
    }

    @Override
    public String at(int slot) throws Exception {
      return readerAt.get(slot);
    }

    @Override
    public void put(int slot, String user) throws Exception {
      String before = readerAt.get(slot);
      if (before != null) {
        slotOf.remove(before);
      }
      readerAt.put(slot, user);
      slotOf.put(user, slot);
    }
  }
}
