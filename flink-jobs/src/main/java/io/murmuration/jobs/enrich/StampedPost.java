package io.murmuration.jobs.enrich;

import io.murmuration.model.lifecycle.ModelStamp;

/**
 * A post with the encoders that it will meet.
 *
 * @param stamp null where there is but one encoder
 */
public record StampedPost(Post post, ModelStamp stamp) {}
