package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Segment;
import io.murmuration.jobs.RawRecord;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request for an advertisement, and the record that it was read from.
 *
 * @param interests the vector of the segment's interests; empty until the encoder has read them
 */
public record AdCall(RawRecord source, AdRequest request, float[] interests) {
  private static final Pattern SEPARATORS = Pattern.compile("[\\\\,|]");

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

  /** The same for the same audience, in whatever order its interests stand, and for no other. */
  static String segmentKey(Segment segment) {
    return String.join(
        "|",
        escaped(segment.getLocale()),
        escaped(segment.getAgeBand()),
        new TreeSet<>(segment.getInterests())
            .stream().map(AdCall::escaped).collect(Collectors.joining(",")));
  }

  private static String escaped(String part) {
    return SEPARATORS.matcher(part).replaceAll("\\\\$0");
  }
}
