package io.murmuration.cli.diff;

import java.util.Map;
import java.util.Set;

/**
 * How the two records of a pair differ.
 *
 * @param fields that differ by more than the tolerance; none: all within it
 * @param measures such as cosine, 1 for the same
 * @param flips verdicts that turned, such as safety
 */
record Difference(
    Verdict verdict,
    String cause,
    Set<String> fields,
    Map<String, Double> measures,
    Set<String> flips) {}
