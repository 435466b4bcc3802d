package io.murmuration.model.embed;

/**
 * What the encoder says of a post. Scores are calibrated probabilities.
 *
 * @param language ISO 639-1, or "und" where the model abstains
 * @param vector of unit length
 * @param topics those that are likely enough, in the order of the model's labels; may be empty
 * @param topicScores one for each of topics
 * @param sentiment "negative", "neutral" or "positive", or null where the model abstains
 * @param sentimentScore of that label; 0 where there is none
 */
public record PostEncoding(
    String language,
    float[] vector,
    String[] topics,
    float[] topicScores,
    String sentiment,
    float sentimentScore,
    float toxicity,
    float spam) {}
