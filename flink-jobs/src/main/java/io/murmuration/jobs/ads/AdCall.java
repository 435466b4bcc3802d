package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Segment;
import io.murmuration.jobs.RawRecord;
import java.util.TreeSet;

/**
 * A request for an advertisement, and the record that it was read from.
 *
 * @param interests the vector of the segment's interests; empty until the encoder has read them
 */
public record AdCall(RawRecord source, AdRequest request, float[] interests) {
  static AdCall of(RawRecord source, AdRequest request) {
    return new AdCall(source, request, new float[0]);
  }

  /** ISO 639-1, of the locale. */
  String language() {
    return languageOf(request.getSegment().getLocale());
  }

  static String languageOf(String locale) {
    return locale.split("[-_]", 2)[0].toLowerCase(java.util.Locale.ROOT);
  }

  /** The same for the same audience, in whatever order its interests stand. */
  static String segmentKey(Segment segment) {
    return String.join(
        "|",
        segment.getLocale(),
        segment.getAgeBand(),
        String.join(",", new TreeSet<>(segment.getInterests())));
  }
}
