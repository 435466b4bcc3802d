package io.murmuration.model.embed;

/**
 * What the encoder says of a post.
 *
 * @param language ISO 639-1, or "und" where the model abstains
 * @param vector of unit length
 */
public record PostEncoding(String language, float[] vector) {}
