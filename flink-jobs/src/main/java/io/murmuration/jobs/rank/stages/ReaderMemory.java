package io.murmuration.jobs.rank.stages;

/**
 * What is remembered of one reader, beside the authors followed and the candidates.
 *
 * @param affinities the bytes of {@link io.murmuration.model.rank.ReaderState}
 * @param encoder whose vectors they hold; null while there are none
 * @param dimension of these
 * @param encoderSinceMillis when the newest post was written that the reader met
 * @param seen hashes of the last posts shown and of their clusters, oldest first
 * @param hidden authors muted, blocked or reported, oldest first
 * @param likedTopics topics of the posts that the reader engaged with, latest last
 * @param likes how many of each
 * @param activeAtMillis event time of the last act or follow
 */
public record ReaderMemory(
    byte[] affinities,
    EncoderRef encoder,
    int dimension,
    long encoderSinceMillis,
    long[] seen,
    String[] hidden,
    String[] likedTopics,
    int[] likes,
    long activeAtMillis) {}
