package io.murmuration.cli.trace;

import java.time.Instant;
import java.util.Map;

/**
 * One moment of an event.
 *
 * @param where topic:partition:offset
 * @param details in the order of their importance
 */
public record TraceStep(Instant at, String what, String where, Map<String, String> details) {}
