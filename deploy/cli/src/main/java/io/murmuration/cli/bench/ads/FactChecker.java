package io.murmuration.cli.bench.ads;

import io.murmuration.event.Campaign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a text against its campaign, apart from the guard and with lists and patterns of its own:
 * every number in digits or words, price, link, address and promise must stand in a claim, a
 * required phrase or a name. What only the description says is no fact.
 */
final class FactChecker {
  private static final String MONEY = "€$£¥%‰";

  /** Letters, a dot, letters: the first at least two, so that "e.g." and "M.Dupont" are none. */
  private static final Pattern DOMAIN =
      Pattern.compile("[\\p{L}\\d][\\p{L}\\d-]*[\\p{L}\\d](\\.[\\p{L}\\d-]+)*\\.\\p{L}{2,24}");

  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Set<String> NUMBERS_EN =
      set(
          "one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty"
              + " thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
              + " dozen half twice thrice double triple first second third fourth fifth tenth");
  private static final Set<String> NUMBERS_FR =
      set(
          "deux trois quatre cinq six sept huit neuf dix onze douze treize quinze seize vingt trente"
              + " quarante cinquante soixante cent cents mille million millions milliard dizaine"
              + " douzaine vingtaine centaine milliers moitié demi tiers double triple fois premier"
              + " première deuxième troisième");
  private static final Set<String> PROMISES =
      set(
          "free guarantee guaranteed warranty organic vegan recycled tested verified certified"
              + " measured best cheapest official proven clinically discount discounted refund award"
              + " gratuit gratuite gratuits gratuites garanti garantie garantis garanties bio"
              + " biologique végan végane recyclé recyclée recyclés testé testée testés vérifié"
              + " vérifiée vérifiés certifié certifiée mesuré mesurée meilleur meilleure meilleurs"
              + " meilleures officiel officielle prouvé prouvée cliniquement remise rabais réduction"
              + " offert offerte remboursé remboursée");
  private static final List<String> PHRASES =
      List.of("number one", "numéro un", "money back", "risk free", "sans risque", "no risk");

  private FactChecker() {}

  private static Set<String> set(String words) {
    return new HashSet<>(List.of(words.split(" ")));
  }

  /**
   * @param language whose numbers count: a word may be one in one language alone
   * @return what no claim, required phrase or name holds
   */
  static List<String> inventions(Campaign campaign, String language, String text) {
    List<String> facts = new ArrayList<>(campaign.getClaims());
    facts.addAll(campaign.getMustSay());
    facts.add(campaign.getProduct());
    facts.add(campaign.getAdvertiser());
    String known = normal(String.join("\n", facts));
    List<String> found = new ArrayList<>();
    Set<String> knownTokens = tokens(known);
    for (String token : tokens(normal(text))) {
      if (isTelling(token) && !knownTokens.contains(token)) {
        found.add(token);
      }
    }
    Set<String> numbers = language.equals("fr") ? NUMBERS_FR : NUMBERS_EN;
    Set<String> knownWords = words(known);
    for (String word : words(normal(text))) {
      if ((numbers.contains(word) || PROMISES.contains(word)) && !knownWords.contains(word)) {
        found.add(word);
      }
    }
    String spaced = spaced(text);
    PHRASES.stream()
        .filter(each -> spaced.contains(" " + each + " ") && !spaced(known).contains(each))
        .forEach(found::add);
    return found;
  }

  private static boolean isTelling(String token) {
    return token.chars().anyMatch(Character::isDigit)
        || token.chars().anyMatch(c -> MONEY.indexOf(c) >= 0)
        || token.contains("://")
        || token.contains("@")
        || DOMAIN.matcher(token).find();
  }

  private static Set<String> tokens(String normal) {
    return new HashSet<>(List.of(normal.split(" ")));
  }

  private static Set<String> words(String normal) {
    Set<String> found = new HashSet<>();
    Matcher matcher = WORD.matcher(normal);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static String spaced(String text) {
    return " " + normal(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + " ";
  }

  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace('\u00a0', ' ')
        .replaceAll("[.,;:!?…]+(?=\\s|$)", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
