package io.murmuration.cli.bench.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a published creative against its campaign, apart from the guard and with code of its own:
 * every digit, price, link and promise must stand in a claim, a required phrase or a name.
 */
final class FactChecker {
  private static final String MONEY = "€$£¥%";
  private static final List<String> PROMISES =
      List.of(
          "free",
          "guarantee",
          "guaranteed",
          "warranty",
          "organic",
          "certified",
          "best",
          "cheapest",
          "official",
          "proven",
          "clinically",
          "number one",
          "gratuit",
          "gratuite",
          "garanti",
          "garantie",
          "bio",
          "certifié",
          "meilleur",
          "meilleure",
          "officiel",
          "prouvé",
          "remise");

  private FactChecker() {}

  static List<String> inventions(Campaign campaign, Creative creative) {
    return inventions(
        campaign,
        creative.getHeadline() + " " + creative.getBody() + " " + creative.getCallToAction());
  }

  static List<String> inventions(Campaign campaign, String text) {
    String facts =
        normal(
            String.join(" ", campaign.getClaims())
                + " "
                + String.join(" ", campaign.getMustSay())
                + " "
                + campaign.getProduct()
                + " "
                + campaign.getAdvertiser());
    List<String> found = new ArrayList<>();
    Set<String> known = new HashSet<>(List.of(facts.split(" ")));
    for (String word : normal(text).split(" ")) {
      boolean telling =
          word.chars().anyMatch(Character::isDigit)
              || word.chars().anyMatch(c -> MONEY.indexOf(c) >= 0)
              || word.contains("://")
              || word.contains("www.")
              || word.contains("@");
      if (telling && !known.contains(word)) {
        found.add(word);
      }
    }
    String spaced = " " + normal(text) + " ";
    String own = " " + facts + " " + normal(campaign.getDescription()) + " ";
    PROMISES.stream()
        .filter(each -> spaced.contains(" " + each + " ") && !own.contains(" " + each + " "))
        .forEach(found::add);
    return found;
  }

  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace('\u00a0', ' ')
        .replaceAll("[.,;:!?…]+(?=\\s|$)", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
