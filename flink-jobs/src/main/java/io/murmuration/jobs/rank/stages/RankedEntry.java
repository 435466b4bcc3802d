package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.RankScores;

/** A post in a timeline. */
public record RankedEntry(SlateRow row, RankScores scores, double score) {}
