package io.murmuration.jobs.ads;

import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a copy is made, in a few words. Every copy is new, so clicks can't be counted by its text;
 * they are counted by its style.
 */
final class CopyStyle {
  private CopyStyle() {}

  static String of(AdBrief brief, AdCopy copy) {
    List<String> marks = new ArrayList<>();
    String headline = copy.headline().toLowerCase(Locale.ROOT);
    marks.add(headline.contains(brief.product().toLowerCase(Locale.ROOT)) ? "product" : "hook");
    boolean claims =
        brief.claims().stream()
            .anyMatch(
                claim ->
                    (copy.headline() + " " + copy.body())
                        .toLowerCase(Locale.ROOT)
                        .contains(claim.strip().toLowerCase(Locale.ROOT)));
    if (claims) {
      marks.add("claim");
    }
    if (copy.headline().indexOf('?') >= 0) {
      marks.add("question");
    } else if (copy.headline().indexOf('!') >= 0) {
      marks.add("exclamation");
    }
    return String.join(".", marks);
  }
}
