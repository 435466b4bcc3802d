package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.OutOfNetworkPool;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.PoolMembers;
import io.murmuration.jobs.rank.stages.PoolMemory;
import io.murmuration.jobs.rank.stages.PoolOrder;
import io.murmuration.jobs.rank.stages.PoolPosts;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import java.util.Arrays;
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
  private transient ValueState<PoolOrder> order;
  private transient ValueState<PoolMemory> older;
  private transient Members members;
  private transient Posts posts;
  private transient Visits visits;

  OfferFromPools(RankPolicy policy) {
    super(PoolInput.class);
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    pool = new OutOfNetworkPool(policy);
    order =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("order", TypeInformation.of(PoolOrder.class)));
    older =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("pool", TypeInformation.of(PoolMemory.class)));
    posts =
        new Posts(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "posts", Types.STRING, TypeInformation.of(Candidate.class))));
    visits =
        new Visits(
            getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("seen-at", Types.STRING, Types.LONG)),
            policy.readerMemory().toMillis());
    members =
        new Members(
            getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("slot-of", Types.STRING, Types.INT)),
            getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("reader-at", Types.INT, Types.STRING)),
            visits);
  }

  @Override
  void take(PoolInput input, boolean late, Context context, Collector<ReaderInput> out)
      throws Exception {
    PoolInput counted = late ? input.asLate() : input;
    String user = input.user();
    boolean member = user != null && members.contains(user);
    boolean back = user != null && visits.returns(user, input.origin().atMillis());
    if (member && !back) {
      return;
    }
    PoolOrder before = order.value();
    if (before == null) {
      before = takeOver();
    }
    if (member) {
      pool.sample(before, posts, counted, out::collect);
      return;
    }
    PoolOrder after = pool.apply(before, members, posts, counted, out::collect);
    if (after != before) {
      order.update(after);
    }
  }

  /** Null where no earlier build left anything. */
  private PoolOrder takeOver() throws Exception {
    PoolMemory left = older.value();
    if (left == null) {
      return null;
    }
    older.clear();
    for (Candidate candidate : left.recent()) {
      posts.put(candidate);
    }
    String[] recent =
        Arrays.stream(left.recent()).map(each -> each.post().tweetId()).toArray(String[]::new);
    order.update(new PoolOrder(recent, left.nextSlot()));
    return order.value();
  }

  @Override
  void reached(long atMillis, Context context, Collector<ReaderInput> out) {}

  private record Posts(MapState<String, Candidate> byId) implements PoolPosts {
    @Override
    public Candidate get(String tweetId) throws Exception {
      return byId.get(tweetId);
    }

    @Override
    public void put(Candidate candidate) throws Exception {
      byId.put(candidate.post().tweetId(), candidate);
    }

    @Override
    public void remove(String tweetId) throws Exception {
      byId.remove(tweetId);
    }
  }

  private record Members(
      MapState<String, Integer> slotOf, MapState<Integer, String> readerAt, Visits visits)
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
        visits.forget(before);
      }
      readerAt.put(slot, user);
      slotOf.put(user, slot);
    }
  }
}
