package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EngagementKind;

/** What a reader did, and with what. */
public record HydratedAct(EngagementKind kind, PostContent post) {}
