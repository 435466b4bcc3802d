package io.murmuration.jobs.ads;

import io.murmuration.model.lifecycle.TrialOutcome;

/**
 * A creative as it comes from the studio.
 *
 * @param trials what it says of models on trial
 */
public record Finished(Made made, TrialOutcome[] trials) {}
