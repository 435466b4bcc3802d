package io.murmuration.cli.reconcile;

import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is counted, and every topic where one of it may end. */
public enum Reconciled {
  posts(Topics.TWEETS, List.of(Topics.TWEETS_ENRICHED, Topics.DEAD_LETTERS, Topics.REPETITIONS)),
  /** A creative that was taken back counts by its first record, while the topic holds that. */
  ads(Topics.AD_REQUESTS, List.of(Topics.ADS_CREATIVES, Topics.DEAD_LETTERS, Topics.REPETITIONS));

  private static final Duration MARGIN = Duration.ofDays(1);

  private final Topic<?> input;
  private final List<Topic<?>> outputs;

  Reconciled(Topic<?> input, List<Topic<?>> outputs) {
    this.input = input;
    this.outputs = outputs;
  }

  public Topic<?> input() {
    return input;
  }

  public List<Topic<?>> outputs() {
    return outputs;
  }

  /**
   * How far back both sides are whole: a day less than the first of the topics forgets. Topics that
   * keep the same time don't forget at the same time: larger records fill a segment sooner.
   */
  public Duration reach() {
    return Stream.<Topic<?>>concat(Stream.of(input), outputs.stream())
        .map(topic -> Duration.ofMillis(Long.parseLong(topic.config().get("retention.ms"))))
        .min(Comparator.naturalOrder())
        .orElseThrow()
        .minus(MARGIN);
  }
}
