package io.murmuration.cli.reconcile;

import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.List;

/** What is counted, and every topic where one of it may end. */
public enum Reconciled {
  posts(Topics.TWEETS, List.of(Topics.TWEETS_ENRICHED, Topics.DEAD_LETTERS, Topics.REPETITIONS)),
  /** A creative that was taken back counts by its first record, while the topic holds that. */
  ads(Topics.AD_REQUESTS, List.of(Topics.ADS_CREATIVES, Topics.DEAD_LETTERS, Topics.REPETITIONS));

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
}
