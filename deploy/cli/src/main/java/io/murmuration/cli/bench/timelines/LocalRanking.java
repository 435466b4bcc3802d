package io.murmuration.cli.bench.timelines;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.Act;
import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.AuthorMemory;
import io.murmuration.jobs.rank.stages.AuthorNetwork;
import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.EngagementHydration;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.OutOfNetworkPool;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.PoolOrder;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.PostInput;
import io.murmuration.jobs.rank.stages.PostMemory;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.RankingStages;
import io.murmuration.jobs.rank.stages.Reader;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.SlateRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The rank job's stages in one thread, on the heap: inputs come in the order of event time, and
 * what one stage says the next takes at once.
 */
final class LocalRanking implements EngagementHydration.Output, AuthorNetwork.Output {
  private static final BinaryOperator<Candidate> NEWER =
      (held, offer) -> held.offeredAtMillis() > offer.offeredAtMillis() ? held : offer;

  private final EngagementHydration hydration;
  private final AuthorNetwork network;
  private final OutOfNetworkPool pool;
  private final RankingStages stages;
  private final Map<String, PostMemory> posts = new HashMap<>();
  private final Map<String, AuthorMemory> authors = new HashMap<>();
  private final Map<String, PoolOrder> pools = new HashMap<>();
  private final Map<String, HeapPool> heaps = new HashMap<>();
  private final Map<String, Reader> readers = new HashMap<>();
  private final Map<String, Map<String, Candidate>> candidates = new HashMap<>();
  private long inputs;

  LocalRanking(RankPolicy policy) {
    hydration = new EngagementHydration(policy);
    network = new AuthorNetwork(policy);
    pool = new OutOfNetworkPool(policy);
    stages = new RankingStages(policy);
  }

  RankingStages stages() {
    return stages;
  }

  void posted(PostContent post, long at) {
    take(PostInput.of(origin(at), post));
  }

  void acted(String user, String tweetId, EngagementKind kind, long at) {
    take(PostInput.of(new Act(origin(at), user, tweetId, kind)));
  }

  void followed(String user, String author, boolean follows, long at) {
    FollowChange change = new FollowChange(user, author, follows);
    Origin origin = origin(at);
    toReader(ReaderInput.of(origin, change));
    toAuthor(AuthorInput.of(origin, change));
  }

  /** What the reader may be shown now, with its features; empty where nobody knows the reader. */
  SlateRow[] rows(String user, long at) {
    Reader reader = readers.get(user);
    if (reader == null) {
      return new SlateRow[0];
    }
    Map<String, Candidate> held = candidatesOf(user);
    List<Candidate> kept = stages.candidates(reader, held.values(), at);
    held.clear();
    kept.forEach(each -> held.put(each.post().tweetId(), each));
    return stages.rows(reader, kept, at);
  }

  Reader reader(String user) {
    return readers.get(user);
  }

  Map<String, Candidate> candidatesOf(String user) {
    return candidates.computeIfAbsent(user, key -> new HashMap<>());
  }

  private Origin origin(long at) {
    return new Origin("", 0, inputs++, at, false, Origin.UNKNOWN);
  }

  private void take(PostInput input) {
    posts.put(input.tweetId(), hydration.apply(posts.get(input.tweetId()), input, this));
  }

  @Override
  public void toReader(ReaderInput input) {
    long at = input.origin().atMillis();
    if (input.isOffered()) {
      if (readers.containsKey(input.user())) {
        input.offered().forEach(offer -> candidatesOf(input.user()).merge(id(offer), offer, NEWER));
      }
      return;
    }
    Reader reader = readers.computeIfAbsent(input.user(), user -> new Reader(user, null, null));
    if (input.act() != null) {
      reader.acted(input.act(), at);
    } else {
      reader.followed(input.follow(), at);
    }
  }

  private static String id(Candidate offer) {
    return offer.post().tweetId();
  }

  @Override
  public void toAuthor(AuthorInput input) {
    authors.put(input.authorId(), network.apply(authors.get(input.authorId()), input, this));
  }

  @Override
  public void toPool(PoolInput input) {
    HeapPool heap = heaps.computeIfAbsent(input.pool(), key -> new HeapPool());
    try {
      pools.put(
          input.pool(), pool.apply(pools.get(input.pool()), heap, heap, input, this::toReader));
    } catch (Exception e) {
      throw new IllegalStateException("a map on the heap failed", e);
    }
  }

  @Override
  public void unattributed(Act act) {
    throw new IllegalStateException("an act on a post that was never written: " + act);
  }
}
