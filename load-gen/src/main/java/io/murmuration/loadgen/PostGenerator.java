package io.murmuration.loadgen;

import io.murmuration.event.Tweet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Posts as people write them, in English and French, by authors of whom few write much and most
 * write little. Equal seeds write equal posts.
 */
final class PostGenerator {
  private static final int AUTHORS = 20_000;
  private static final double ZIPF_EXPONENT = 1.1;
  private static final int REMEMBERED = 500;

  private final SplittableRandom random;
  private final String run;
  private final Zipf authors = new Zipf(AUTHORS, ZIPF_EXPONENT);
  private final List<Tweet> recent = new ArrayList<>();
  private long written;

  /**
   * @param run a part of every id, so that the ids of two runs differ
   */
  PostGenerator(long seed, String run) {
    this.random = new SplittableRandom(seed);
    this.run = run;
  }

  Tweet next(long createdAtMillis) {
    Tweet post = write(createdAtMillis);
    if (recent.size() < REMEMBERED) {
      recent.add(post);
    } else {
      recent.set(random.nextInt(REMEMBERED), post);
    }
    return post;
  }

  private Tweet write(long createdAtMillis) {
    Tweet.Builder post =
        Tweet.newBuilder()
            .setTweetId("t" + run + "-" + written++)
            .setAuthorId("u" + authors.rank(random.nextDouble()))
            .setCreatedAt(Instant.ofEpochMilli(createdAtMillis));
    double kind = random.nextDouble();
    if (kind < 0.08 && !recent.isEmpty()) {
      Tweet original = any(recent);
      return post.setText(original.getText())
          .setRepostOf(original.getTweetId())
          .setLangHint(original.getLangHint())
          .setUrls(original.getUrls())
          .build();
    }
    Phrases phrases = random.nextDouble() < 0.6 ? Phrases.ENGLISH : Phrases.FRENCH;
    String text = phrases.sentence(random);
    if (kind < 0.25 && !recent.isEmpty()) {
      Tweet answered = any(recent);
      text = "@" + answered.getAuthorId() + " " + phrases.reply(random) + " " + text;
      post.setReplyTo(answered.getTweetId());
    }
    if (random.nextDouble() < 0.12) {
      String url = "https://news.example/" + Long.toString(random.nextLong(1L << 30), 36);
      text += " " + url;
      post.setUrls(List.of(url));
    }
    if (random.nextDouble() < 0.06) {
      post.setMediaAltTexts(List.of(phrases.altText(random)));
    }
    return post.setText(text).setLangHint(hint(phrases)).build();
  }

  /** Clients often don't say, and now and then say wrong. */
  private String hint(Phrases phrases) {
    double luck = random.nextDouble();
    return luck < 0.5 ? null : luck < 0.95 ? phrases.language() : "en";
  }

  private <E> E any(List<E> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
