package io.murmuration.jobs.ads;

import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.ArrayList;
import java.util.List;

/** The approved text where there is no time to write: the campaign's own words, filled in. */
final class TemplateCopy {
  private TemplateCopy() {}

  static AdCopy of(AdBrief brief) {
    boolean french = brief.language().equals("fr");
    int room = brief.placement().bodyCharacters();
    List<String> sentences = new ArrayList<>();
    brief.mustSay().forEach(sentences::add);
    brief.claims().stream()
        .filter(claim -> !claim.isBlank())
        .map(claim -> sentence(claim.strip()))
        .forEach(sentences::add);
    StringBuilder body = new StringBuilder();
    for (String sentence : sentences) {
      if (body.length() + sentence.length() + 1 <= room) {
        body.append(body.isEmpty() ? "" : " ").append(sentence);
      }
    }
    if (body.isEmpty()) {
      body.append(brief.advertiser());
    }
    String product = brief.product();
    String both = product + (french ? " par " : " by ") + brief.advertiser();
    String headline = both.length() <= brief.placement().headlineCharacters() ? both : product;
    return new AdCopy(headline, body.toString(), french ? "En savoir plus" : "Learn more");
  }

  private static String sentence(String claim) {
    int first = claim.offsetByCodePoints(0, 1);
    String capital =
        claim.substring(0, first).toUpperCase(java.util.Locale.ROOT) + claim.substring(first);
    return capital.matches(".*[.!?]$") ? capital : capital + ".";
  }
}
