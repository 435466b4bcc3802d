package io.murmuration.jobs.enrich;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;

/** A tweet and the record that it was decoded from. */
public record Post(RawRecord source, Tweet tweet) {}
