package io.murmuration.model.rank;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ranker may know of a post.
 *
 * @param vector of unit length
 * @param topics score by name; may be empty
 * @param sentiment the score of "positive", that of "negative" below 0, or 0
 */
public record RankedPost(
    String authorId,
    long atMillis,
    String language,
    float[] vector,
    Map<String, Double> topics,
    double sentiment,
    double toxicity,
    double spam) {
  public RankedPost {
    // In one order, whatever map came: sums over it are the same bytes.
    topics = Collections.unmodifiableMap(new TreeMap<>(topics));
  }
}
