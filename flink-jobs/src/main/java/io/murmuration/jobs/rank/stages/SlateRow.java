package io.murmuration.jobs.rank.stages;

/**
 * A candidate on its way to the model.
 *
 * @param cluster of near-duplicates, or null
 * @param reason for a person
 * @param features in the order of {@link io.murmuration.model.rank.RankFeature}
 */
public record SlateRow(
    String tweetId,
    String authorId,
    String cluster,
    boolean inNetwork,
    String reason,
    EncoderRef encoder,
    float[] features) {}
