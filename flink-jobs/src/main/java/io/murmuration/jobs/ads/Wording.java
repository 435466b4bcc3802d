package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.CreativeVariant;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.List;

/**
 * The words that were settled on.
 *
 * @param copy null where nothing may be shown
 * @param variants all that passed, the chosen one first
 * @param rung full while a picture may still be painted
 * @param reason why the rung is no higher, or why there are no words
 */
record Wording(
    AdCopy copy,
    List<CreativeVariant> variants,
    List<CreativeCheck> checks,
    double predictedCtr,
    CreativeRung rung,
    String reason) {
  Wording {
    variants = List.copyOf(variants);
    checks = List.copyOf(checks);
  }
}
