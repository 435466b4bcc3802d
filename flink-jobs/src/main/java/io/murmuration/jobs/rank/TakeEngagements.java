package io.murmuration.jobs.rank;

import io.murmuration.event.Engagement;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.rank.Refusals.Refusal;
import io.murmuration.jobs.rank.stages.Act;
import io.murmuration.jobs.rank.stages.PostInput;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes engagements and gives them their place in time. */
final class TakeEngagements extends ProcessFunction<Inputs.Engaged, PostInput> {
  private final EventTime time;

  TakeEngagements(EventTime time) {
    this.time = time;
  }

  @Override
  public void processElement(Inputs.Engaged engaged, Context context, Collector<PostInput> out) {
    Engagement value = engaged.value();
    Optional<Refusal> refusal =
        Refusals.ofId("user_id", value.getUserId())
            .or(() -> Refusals.ofId("tweet_id", value.getTweetId()));
    if (refusal.isPresent()) {
      context.output(DeadLetters.TAG, refusal.get().of(engaged.source()));
      return;
    }
    out.collect(
        PostInput.of(
            new Act(
                time.ofEngagement(engaged.source(), value.getAt().toEpochMilli()),
                value.getUserId(),
                value.getTweetId(),
                value.getKind())));
  }
}
