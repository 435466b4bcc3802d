package io.murmuration.jobs.ads;

import io.murmuration.model.lifecycle.ModelStamp;

/** The models that a request's creative is made by. */
public record AdStamps(ModelStamp writer, ModelStamp clicks, ModelStamp painter) {}
