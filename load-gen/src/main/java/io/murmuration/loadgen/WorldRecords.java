package io.murmuration.loadgen;

import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.Follow;
import io.murmuration.event.Tweet;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What happens in a world, as the topics' records. Equal seeds write equal records. */
final class WorldRecords {
  private static final List<String> NAMES =
      List.of(
          "lea", "tom", "amina", "hugo", "maya", "noah", "ines", "omar", "zoe", "paul", "sofia",
          "liam", "chloe", "karim", "emma", "louis", "nadia", "jules", "ruth", "theo");

  private final TopicPhrases phrases;
  private final List<String> topics;
  private final List<String> languages;
  private final long seed;
  private final String run;

  /**
   * @param topics names by the world's indices
   * @param run a part of every post's id, so that the ids of two runs differ
   */
  WorldRecords(
      TopicPhrases phrases, List<String> topics, List<String> languages, long seed, String run) {
    this.phrases = phrases;
    this.topics = topics;
    this.languages = languages;
    this.seed = seed;
    this.run = run;
  }

  static String handle(int person) {
    return NAMES.get(person % NAMES.size()) + person;
  }

  String idOf(Post post) {
    return "t" + run + "-" + post.index();
  }

  Tweet tweet(Post post) {
    SplittableRandom random = new SplittableRandom(seed * 31 + post.index());
    String language = languages.get(post.language());
    return Tweet.newBuilder()
        .setTweetId(idOf(post))
        .setAuthorId(handle(post.author()))
        .setText(phrases.text(topic(post), language, post, random))
        .setCreatedAt(Instant.ofEpochMilli(post.atMillis()))
        .setLangHint(random.nextBoolean() ? language : null)
        .build();
  }

  /** First that the post was shown, then what the reader did. */
  List<Engagement> engagements(Viewed view) {
    List<Engagement> all = new ArrayList<>();
    all.add(engagement(view, EngagementKind.impression));
    view.did().forEach(kind -> all.add(engagement(view, kind)));
    return all;
  }

  Follow follow(int person, int author, long atMillis) {
    return new Follow(handle(person), handle(author), Instant.ofEpochMilli(atMillis));
  }

  private Engagement engagement(Viewed view, EngagementKind kind) {
    return Engagement.newBuilder()
        .setUserId(handle(view.person()))
        .setTweetId(idOf(view.post()))
        .setKind(kind)
        .setDwellMs(kind == EngagementKind.dwell ? view.dwellMillis() : null)
        .setAt(Instant.ofEpochMilli(view.atMillis()))
        .build();
  }

  private String topic(Post post) {
    int most = 0;
    for (int i = 1; i < post.about().length; i++) {
      if (post.about()[i] > post.about()[most]) {
        most = i;
      }
    }
    return topics.get(most);
  }
}
