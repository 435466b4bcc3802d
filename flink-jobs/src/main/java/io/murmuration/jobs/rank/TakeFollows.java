package io.murmuration.jobs.rank;

import io.murmuration.event.Follow;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.rank.Refusals.Refusal;
import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.FollowChange;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes follows and their ends. */
final class TakeFollows extends ProcessFunction<Inputs.Followed, AuthorInput> {
  private final EventTime time;

  TakeFollows(EventTime time) {
    this.time = time;
  }

  @Override
  public void processElement(
      Inputs.Followed followed, Context context, Collector<AuthorInput> out) {
    FollowChange change =
        followed.value() == null ? ended(followed.source().key()) : begun(followed.value());
    Optional<Refusal> refusal =
        Refusals.ofId("follower_id", change.follower())
            .or(() -> Refusals.ofId("followee_id", change.followee()));
    if (refusal.isPresent()) {
      context.output(DeadLetters.TAG, refusal.get().of(followed.source()));
      return;
    }
    out.collect(AuthorInput.of(time.ofFollow(followed.source()), change));
  }

  private static FollowChange begun(Follow follow) {
    return new FollowChange(follow.getFollowerId(), follow.getFolloweeId(), true);
  }

  /** A tombstone has its key alone; without a colon there is no followee, which is refused. */
  private static FollowChange ended(byte[] key) {
    String both = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    int colon = both.indexOf(':');
    return colon < 0
        ? new FollowChange(both, "", false)
        : new FollowChange(both.substring(0, colon), both.substring(colon + 1), false);
  }
}
