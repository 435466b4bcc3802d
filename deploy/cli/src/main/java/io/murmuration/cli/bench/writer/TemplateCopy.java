package io.murmuration.cli.bench.writer;

import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What fills in a form: the honest alternative to a writer, never wrong and always the same. */
final class TemplateCopy {
  private TemplateCopy() {}

  static AdCopy of(AdBrief brief) {
    boolean french = brief.language().equals("fr");
    int most = brief.placement().headlineCharacters();
    String headline =
        fitting(
            most,
            brief.product() + (french ? " par " : " by ") + brief.advertiser(),
            brief.product(),
            brief.advertiser());
    List<String> sentences = new ArrayList<>(brief.mustSay());
    int room =
        brief.placement().bodyCharacters()
            - sentences.stream().mapToInt(sentence -> sentence.length() + 1).sum();
    String lead = french ? "Découvrez " + brief.product() : "Discover " + brief.product();
    for (String more : more(brief, lead)) {
      if (more.length() + 2 <= room) {
        sentences.add(sentences.size() - brief.mustSay().size(), more + ".");
        room -= more.length() + 2;
      }
    }
    return new AdCopy(
        headline, String.join(" ", sentences), french ? "En savoir plus" : "Learn more");
  }

  private static List<String> more(AdBrief brief, String lead) {
    List<String> more = new ArrayList<>(List.of(lead));
    brief
        .claims()
        .forEach(
            claim -> more.add(claim.substring(0, 1).toUpperCase(Locale.ROOT) + claim.substring(1)));
    return more;
  }

  private static String fitting(int most, String... texts) {
    for (String text : texts) {
      if (text.length() <= most) {
        return text;
      }
    }
    return texts[texts.length - 1].substring(0, most);
  }
}
