package io.murmuration.jobs.ads;

import java.time.Duration;
import java.util.Arrays;

/**
 * Which version of a campaign a request meets, by stamps alone, and how long versions are kept for
 * requests that may still come. Versions stand in the order of their stamps.
 */
final class CampaignHistory {
  /** A request behind the watermark, of a partition that was silent, is behind it by no more. */
  private static final long LATE_MILLIS = 3_600_000;

  /** A campaign that has ended is known as such for so long; then it is as if it never was. */
  private static final long REMEMBERED_MILLIS = 86_400_000;

  /** Of one campaign, however far ahead of the requests its records were read. */
  static final int MOST = 1_000;

  private final long takesEffectMillis;

  /**
   * @param takesEffect how long after its stamp a version is met
   */
  CampaignHistory(Duration takesEffect) {
    this.takesEffectMillis = takesEffect.toMillis();
  }

  /** The stamp of the oldest request that may still come. */
  static long oldest(long watermark) {
    return watermark < Long.MIN_VALUE + LATE_MILLIS ? Long.MIN_VALUE : watermark - LATE_MILLIS;
  }

  /** What a request of this stamp meets; null if nothing, or what is withdrawn or long over. */
  CampaignVersion met(CampaignVersion[] versions, long stampMillis) {
    int at = indexAt(versions, stampMillis);
    return at < 0 || isGone(versions[at], stampMillis) ? null : versions[at];
  }

  /**
   * With one more, without those that no request meets any more. Where there are too many even so,
   * the second goes: the first is met by requests older than all others.
   *
   * @param before null where there are none
   * @param oldestMillis of {@link #oldest}
   */
  CampaignVersion[] with(CampaignVersion[] before, CampaignVersion added, long oldestMillis) {
    if (before == null) {
      return new CampaignVersion[] {added};
    }
    int first = Math.max(0, indexAt(before, oldestMillis));
    CampaignVersion[] after = Arrays.copyOfRange(before, first, before.length + 1);
    after[after.length - 1] = added;
    if (after.length <= MOST) {
      return after;
    }
    CampaignVersion[] fewer = Arrays.copyOfRange(after, 1, after.length);
    fewer[0] = after[0];
    return fewer;
  }

  /** Whether no request meets any of them any more. */
  boolean isOver(CampaignVersion[] versions, long oldestMillis) {
    int last = versions.length - 1;
    return indexAt(versions, oldestMillis) == last && isGone(versions[last], oldestMillis);
  }

  private int indexAt(CampaignVersion[] versions, long stampMillis) {
    for (int i = versions.length - 1; i >= 0; i--) {
      if (versions[i].source().timestampMillis() + takesEffectMillis <= stampMillis) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isGone(CampaignVersion version, long stampMillis) {
    return version.campaign() == null
        || version.campaign().getEndsAt().toEpochMilli() + REMEMBERED_MILLIS <= stampMillis;
  }
}
