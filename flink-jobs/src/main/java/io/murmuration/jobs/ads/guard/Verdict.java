package io.murmuration.jobs.ads.guard;

/**
 * What one check says of a copy.
 *
 * @param name stable, for counting
 * @param detail one line: what was found, or what was looked at
 */
public record Verdict(String name, boolean passed, String detail) {}
