package io.murmuration.feed.views;

import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Duration;

/** What can be looked up by key, and from which topic it is kept. */
public enum View {
  TIMELINES(Topics.TIMELINES_RANKED),
  POSTS(Topics.TWEETS_ENRICHED),
  CREATIVES(Topics.ADS_CREATIVES);

  private static final String RETENTION = "retention.ms";

  private final Topic<?> topic;

  View(Topic<?> topic) {
    this.topic = topic;
  }

  Topic<?> topic() {
    return topic;
  }

  /**
   * As long as its topic keeps a record; what an instance that starts anew can't find, none has.
   */
  Duration topicKeeps() {
    return Duration.ofMillis(Long.parseLong(topic.config().get(RETENTION)));
  }

  /** Of the state store; a part of the changelogs' names, so it never changes. */
  String store() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
