package io.murmuration.jobs.ads;

import io.murmuration.jobs.ads.guard.Verdict;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.List;

/**
 * One try at one variant.
 *
 * @param copy null where nothing was written
 * @param verdicts of the guard, or why nothing was written
 */
record Draft(int variant, int number, AdCopy copy, List<Verdict> verdicts) {
  boolean isKept() {
    return copy != null && verdicts.stream().allMatch(Verdict::passed);
  }
}
