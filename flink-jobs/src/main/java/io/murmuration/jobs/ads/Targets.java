package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Segment;
import io.murmuration.event.Targeting;
import java.util.List;

/** Whom a campaign is for; an empty list admits everyone. */
final class Targets {
  private Targets() {}

  static boolean admit(Campaign campaign, Segment segment) {
    Targeting targeting = campaign.getTargeting();
    return (targeting.getLocales().isEmpty()
            || targeting.getLocales().stream().anyMatch(each -> speaks(each, segment.getLocale())))
        && (targeting.getAgeBands().isEmpty()
            || targeting.getAgeBands().contains(segment.getAgeBand()))
        && meets(targeting.getInterests(), segment.getInterests());
  }

  /** "fr" admits "fr-CA" too; "fr-CA" admits no other. */
  private static boolean speaks(String target, String locale) {
    return target.equalsIgnoreCase(locale)
        || target.length() == 2 && target.equalsIgnoreCase(AdCall.languageOf(locale));
  }

  private static boolean meets(List<String> targets, List<String> interests) {
    return targets.isEmpty() || interests.stream().anyMatch(targets::contains);
  }
}
