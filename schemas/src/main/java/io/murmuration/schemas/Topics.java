package io.murmuration.schemas;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeFeedback;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.Engagement;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Follow;
import io.murmuration.event.LateInput;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.Redrive;
import io.murmuration.event.Repetition;
import io.murmuration.event.ShadowComparison;
import io.murmuration.event.Tweet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every topic of Murmuration; no other class spells a topic's name. */
public final class Topics {
  /**
   * The largest Kafka record that any part of the system sends, in bytes. A dead letter carries a
   * whole refused record, so its limit is four times that of an input.
   */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  /** The largest input record, in bytes; the broker refuses a larger one at its producer. */
  public static final int MAX_INPUT_BYTES = 2 * 1024 * 1024;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * Stamped by the broker: the record's timestamp, unlike created_at, grows along a partition
   * whatever a client's clock says, and is the same when the topic is read again.
   */
  public static final Topic<Tweet> TWEETS =
      Topic.retained("tweets", Tweet.class, Tweet::getTweetId, 2, WEEK)
          .with("message.timestamp.type", "LogAppendTime")
          .with("max.message.bytes", Integer.toString(MAX_INPUT_BYTES));

  public static final Topic<Engagement> ENGAGEMENTS =
      Topic.retained("engagements", Engagement.class, Engagement::getUserId, 2, WEEK);

  public static final Topic<Follow> FOLLOWS =
      Topic.compacted("follows", Follow.class, f -> f.getFollowerId() + ":" + f.getFolloweeId(), 2);

  public static final Topic<Campaign> CAMPAIGNS =
      Topic.compacted("campaigns", Campaign.class, Campaign::getCampaignId, 1)
          .with("message.timestamp.type", "LogAppendTime");

  /** Stamped by the broker, as campaigns are: which of them a request meets is the same again. */
  public static final Topic<AdRequest> AD_REQUESTS =
      Topic.retained("ad-requests", AdRequest.class, AdRequest::getRequestId, 2, WEEK)
          .with("message.timestamp.type", "LogAppendTime");

  /** One partition: the swaps of all operators have one order. */
  public static final Topic<ModelCommand> MODELS =
      Topic.compacted("models", ModelCommand.class, Topics::commandKey, 1);

  /** What became of each command; a replay finds here which model served when. */
  public static final Topic<ModelAudit> MODELS_AUDIT =
      Topic.retained("models.audit", ModelAudit.class, ModelAudit::getOperator, 1, YEAR);

  public static final Topic<EnrichedTweet> TWEETS_ENRICHED =
      Topic.retained(
              "tweets.enriched", EnrichedTweet.class, e -> e.getTweet().getTweetId(), 2, WEEK)
          .with("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));

  public static final Topic<ShadowComparison> TWEETS_SHADOW =
      Topic.retained(
          "tweets.shadow", ShadowComparison.class, ShadowComparison::getTweetId, 2, WEEK);

  public static final Topic<RankedTimeline> TIMELINES_RANKED =
      Topic.retained("timelines.ranked", RankedTimeline.class, RankedTimeline::getUserId, 2, WEEK);

  /** Compacted too: what is recalled by a tombstone leaves the disks before its month is over. */
  public static final Topic<Creative> ADS_CREATIVES =
      Topic.retained("ads.creatives", Creative.class, Creative::getRequestId, 2, MONTH)
          .with("cleanup.policy", "compact,delete");

  public static final Topic<CreativeFeedback> CREATIVES_FEEDBACK =
      Topic.retained(
          "creatives.feedback", CreativeFeedback.class, CreativeFeedback::getRequestId, 2, MONTH);

  public static final Topic<DeadLetter> DEAD_LETTERS =
      Topic.retained("dead-letters", DeadLetter.class, d -> Positions.text(d.getSource()), 1, MONTH)
          .with("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));

  /** What became of an input beside an output and a dead letter. */
  public static final Topic<Repetition> REPETITIONS =
      Topic.retained("repetitions", Repetition.class, r -> Positions.text(r.getSource()), 1, WEEK);

  /** Where the rank job counted what came too late for its place; a replay counts it there too. */
  public static final Topic<LateInput> LATE_INPUTS =
      Topic.retained("late-inputs", LateInput.class, l -> Positions.text(l.getSource()), 1, MONTH);

  /** What was sent back already: nobody sends the same dead letter twice. */
  public static final Topic<Redrive> REDRIVES =
      Topic.compacted("redrives", Redrive.class, r -> Positions.text(r.getDeadLetter()), 1);

  private static final List<Topic<?>> ALL =
      List.of(
          TWEETS,
          ENGAGEMENTS,
          FOLLOWS,
          CAMPAIGNS,
          AD_REQUESTS,
          MODELS,
          MODELS_AUDIT,
          TWEETS_ENRICHED,
          TWEETS_SHADOW,
          TIMELINES_RANKED,
          ADS_CREATIVES,
          CREATIVES_FEEDBACK,
          DEAD_LETTERS,
          REPETITIONS,
          LATE_INPUTS,
          REDRIVES);

  private Topics() {}

  /** In the order of the flow. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  public static Optional<Topic<?>> byName(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** An operator has one active model, one canary and one shadow: one key for each. */
  private static String commandKey(ModelCommand command) {
    ModelMode mode = command.getMode();
    return mode == ModelMode.canary || mode == ModelMode.shadow
        ? command.getOperator() + "/" + mode
        : command.getOperator();
  }
}
