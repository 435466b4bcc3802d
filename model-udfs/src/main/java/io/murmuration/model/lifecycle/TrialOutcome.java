package io.murmuration.model.lifecycle;

/**
 * How one record ended while a trial was on.
 *
 * @param sha256 of the model that it says something about
 * @param compared whether another model's answer stood beside it; then it is no record of its own
 * @param disagreed whether the two answers differ
 * @param nanos at the model; measured, so it steers trials and never a record
 */
public record TrialOutcome(
    String operator,
    String sha256,
    boolean failed,
    boolean compared,
    boolean disagreed,
    long nanos,
    long stampMillis) {}
