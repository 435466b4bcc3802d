package io.murmuration.model.flink;

/** How far an operator's records have come: for {@link ModelControl}. */
public record NewestStamp(String operator, long stampMillis) {}
