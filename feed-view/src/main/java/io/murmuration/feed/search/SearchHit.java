package io.murmuration.feed.search;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param score the sum of reciprocal ranks; comparable within one answer only
 * @param wordRank among what has the words, from 1; 0 where it has none
 * @param meaningRank among what is near in meaning, from 1; 0 where it is not near
 * @param post as {@link io.murmuration.feed.post.PostSummary} makes it
 */
public record SearchHit(double score, int wordRank, int meaningRank, JsonNode post) {}
