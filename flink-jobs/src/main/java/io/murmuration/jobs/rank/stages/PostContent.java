package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelRef;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.Sentiment;
import io.murmuration.model.rank.RankedPost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a post; its text is not.
 *
 * @param scale of a step of the vector: a number takes one byte, its error is at most half a step
 * @param topicScores one for each of topics
 * @param sentiment as in {@link RankedPost}
 * @param cluster of near-duplicates, or null
 */
public record PostContent(
    String tweetId,
    String authorId,
    long createdAtMillis,
    String language,
    EncoderRef encoder,
    float scale,
    byte[] vector,
    String[] topics,
    double[] topicScores,
    double sentiment,
    double toxicity,
    double spam,
    String cluster) {
  private static final float STEPS = 127;

  public static PostContent of(EnrichedTweet enriched) {
    List<Float> values = enriched.getEmbedding().getValues();
    float scale = scale(values);
    List<ScoredLabel> topics = enriched.getTopics();
    return new PostContent(
        enriched.getTweet().getTweetId(),
        enriched.getTweet().getAuthorId(),
        enriched.getTweet().getCreatedAt().toEpochMilli(),
        enriched.getLanguage(),
        encoder(enriched),
        scale,
        quantised(values, scale),
        topics.stream().map(ScoredLabel::getName).toArray(String[]::new),
        topics.stream().mapToDouble(ScoredLabel::getScore).toArray(),
        sentiment(enriched.getSentiment()),
        enriched.getSafety() == null ? 0 : enriched.getSafety().getToxicity(),
        enriched.getSafety() == null ? 0 : enriched.getSafety().getSpam(),
        enriched.getDuplicateCluster());
  }

  /**
   * @param encoder whose vectors it will be compared with; another's vector reads as zeros, which
   *     are like nothing
   * @param dimension of that encoder's vectors
   */
  public RankedPost asRead(EncoderRef encoder, int dimension) {
    float[] numbers = new float[dimension];
    if (this.encoder.equals(encoder) && vector.length == dimension) {
      for (int i = 0; i < dimension; i++) {
        numbers[i] = vector[i] * scale;
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < topics.length; i++) {
      scores.put(topics[i], topicScores[i]);
    }
    return new RankedPost(
        authorId, createdAtMillis, language, numbers, scores, sentiment, toxicity, spam);
  }

  private static EncoderRef encoder(EnrichedTweet enriched) {
    String name = enriched.getEmbedding().getModel();
    String version = enriched.getEmbedding().getVersion();
    String sha256 =
        enriched.getProvenance().getModels().stream()
            .filter(model -> model.getName().equals(name) && model.getVersion().equals(version))
            .map(ModelRef::getSha256)
            .findFirst()
            .orElse("");
    return new EncoderRef(name, version, sha256);
  }

  private static float scale(List<Float> values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest / STEPS;
  }

  private static byte[] quantised(List<Float> values, float scale) {
    byte[] steps = new byte[values.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = scale == 0 ? 0 : (byte) Math.round(values.get(i) / scale);
    }
    return steps;
  }

  private static double sentiment(Sentiment sentiment) {
    if (sentiment == null) {
      return 0;
    }
    return switch (sentiment.getLabel()) {
      case "positive" -> sentiment.getScore();
      case "negative" -> -sentiment.getScore();
      default -> 0;
    };
  }
}
