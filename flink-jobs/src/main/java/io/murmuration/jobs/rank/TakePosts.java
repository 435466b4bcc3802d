package io.murmuration.jobs.rank;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.rank.Refusals.Refusal;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.PostInput;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes of an enriched post what ranking needs, and gives it its place in time. */
final class TakePosts extends ProcessFunction<Inputs.Post, PostInput> {
  private final EventTime time;

  TakePosts(EventTime time) {
    this.time = time;
  }

  @Override
  public void processElement(Inputs.Post post, Context context, Collector<PostInput> out) {
    EnrichedTweet value = post.value();
    Optional<Refusal> refusal =
        Refusals.ofId("tweet_id", value.getTweet().getTweetId())
            .or(() -> Refusals.ofId("author_id", value.getTweet().getAuthorId()))
            .or(() -> Refusals.ofVector(value.getEmbedding().getValues()));
    if (refusal.isPresent()) {
      context.output(DeadLetters.TAG, refusal.get().of(post.source()));
    } else {
      out.collect(PostInput.of(time.ofPost(post.source()), PostContent.of(value)));
    }
  }
}
