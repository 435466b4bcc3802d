package io.murmuration.cli.diff;

import io.murmuration.event.Creative;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.Repetition;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What a record is counted under, beside the whole. */
final class Slices {
  private Slices() {}

  static Map<String, String> of(SpecificRecord value) {
    if (value instanceof EnrichedTweet tweet) {
      return Map.of(
          "language",
          tweet.getLanguage(),
          "topic",
          tweet.getTopics().isEmpty() ? "none" : tweet.getTopics().get(0).getName());
    }
    if (value instanceof Creative creative) {
      return Map.of(
          "audience",
          creative.getSegment().getLocale() + " " + creative.getSegment().getAgeBand(),
          "campaign",
          creative.getCampaignId());
    }
    if (value instanceof DeadLetter letter) {
      return Map.of("stage", letter.getStage(), "kind", letter.getErrorKind());
    }
    if (value instanceof Repetition repetition) {
      return Map.of("topic", repetition.getSource().getTopic());
    }
    if (value instanceof RankedTimeline timeline) {
      return Map.of("late inputs", timeline.getLateInputs() > 0 ? "some" : "none");
    }
    return Map.of();
  }
}
