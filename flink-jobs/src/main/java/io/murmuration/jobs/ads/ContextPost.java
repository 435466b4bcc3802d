package io.murmuration.jobs.ads;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ScoredLabel;
import java.util.Comparator;

/**
 * What is kept of an enriched post that may stand beside an advertisement.
 *
 * @param text cut; compared with the copy, never read as more than data
 * @param topics of the encoder's list, the likeliest first
 */
public record ContextPost(
    String tweetId, String text, String language, String[] topics, double toxicity) {
  private static final int MOST_TEXT = 600;
  private static final int MOST_TOPICS = 2;

  static ContextPost of(EnrichedTweet tweet) {
    String text = tweet.getTweet().getText();
    return new ContextPost(
        tweet.getTweet().getTweetId(),
        text.substring(
            0,
            text.offsetByCodePoints(0, Math.min(MOST_TEXT, text.codePointCount(0, text.length())))),
        tweet.getLanguage(),
        tweet.getTopics().stream()
            .sorted(Comparator.comparingDouble(ScoredLabel::getScore).reversed())
            .limit(MOST_TOPICS)
            .map(ScoredLabel::getName)
            .toArray(String[]::new),
        tweet.getSafety() == null ? 1 : tweet.getSafety().getToxicity());
  }
}
