package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;

/**
 * A creative on its way out.
 *
 * @param intendedSendTime the request's header of that name, or null
 */
public record Made(Creative value, byte[] intendedSendTime) {}
