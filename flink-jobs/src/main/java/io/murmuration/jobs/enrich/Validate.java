package io.murmuration.jobs.enrich;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.DeadLetters;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Refuses tweets that no consumer could handle, before they cost anything. */
final class Validate extends ProcessFunction<Post, Post> {
  static final String STAGE = "validate";

  /** Four times the longest post of any network; beyond it is an attack or a mistake. */
  static final int MAX_TEXT_CHARACTERS = 100_000;

  private static final int MAX_ID_CHARACTERS = 256;

  @Override
  public void processElement(Post post, Context context, Collector<Post> out) {
    Tweet tweet = post.tweet();
    if (tweet.getTweetId().isBlank()) {
      refuse(post, context, "EMPTY_ID", "tweet_id is empty: give each post an id of its own");
    } else if (tweet.getTweetId().length() > MAX_ID_CHARACTERS) {
      refuse(
          post,
          context,
          "ID_TOO_LONG",
          "tweet_id has %d characters, at most %d are taken"
              .formatted(tweet.getTweetId().length(), MAX_ID_CHARACTERS));
    } else if (tweet.getText().length() > MAX_TEXT_CHARACTERS) {
      refuse(
          post,
          context,
          "TEXT_TOO_LONG",
          "text has %d characters, at most %d are taken"
              .formatted(tweet.getText().length(), MAX_TEXT_CHARACTERS));
    } else {
      out.collect(post);
    }
  }

  private static void refuse(Post post, Context context, String kind, String message) {
    context.output(DeadLetters.TAG, DeadLetters.of(post.source(), STAGE, kind, message, 1, null));
  }
}
