package io.murmuration.jobs.rank.stages;

/** The model that made a post's vector. Vectors of two are never compared. */
public record EncoderRef(String name, String version, String sha256) {}
