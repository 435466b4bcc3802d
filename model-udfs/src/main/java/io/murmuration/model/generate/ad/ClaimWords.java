package io.murmuration.model.generate.ad;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that state a fact, by language, in small letters. {@code training/writer/check.py} has the
 * same lists: the writer's own words are without them.
 */
final class ClaimWords {
  private static final Pattern COMPOUND = Pattern.compile("\\p{L}+(?:['’-]\\p{L}+)*");
  private static final Pattern PART = Pattern.compile("\\p{L}+");

  /** Numbers; but what is an article or a unit of time too (un, secondes). */
  private static final Map<String, Set<String>> NUMBERS =
      Map.of(
          "en",
          words(
              "zero one two three four five six seven eight nine ten eleven twelve "
                  + "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
                  + "thirty forty fifty sixty seventy eighty ninety hundred hundreds "
                  + "thousand thousands million millions billion billions dozen dozens half "
                  + "halves quarter quarters third thirds first second fourth fifth sixth "
                  + "seventh eighth ninth tenth twice thrice double doubled triple tripled"),
          "fr",
          words(
              "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize "
                  + "quatorze quinze seize vingt vingts trente quarante cinquante soixante "
                  + "septante huitante nonante cent cents mille million millions milliard "
                  + "milliards dizaine dizaines douzaine douzaines quinzaine vingtaine "
                  + "trentaine cinquantaine centaine centaines millier milliers demi demie "
                  + "moitié tiers quart quarts double doubles triple fois premier premiers "
                  + "première premières second seconde deuxième deuxièmes troisième "
                  + "quatrième cinquième sixième dixième"));

  /** To be quoted from the claims, never made up. */
  private static final Map<String, Set<String>> PROMISES =
      Map.of(
          "en",
          words(
              "free guarantee guarantees guaranteed warranty warranties organic "
                  + "certified vegan best cheap cheaper cheapest lowest official recycled "
                  + "recyclable biodegradable discount discounts discounted refund refunds "
                  + "refunded bargain tested verified measured proven clinical clinically "
                  + "approved award awarded winning"),
          "fr",
          words(
              "gratuit gratuite gratuits gratuites gratuitement offert offerte "
                  + "offerts offertes garanti garantie garantis garanties bio biologique "
                  + "biologiques certifié certifiée certifiés certifiées végan végane "
                  + "végans véganes meilleur meilleure meilleurs meilleures officiel "
                  + "officielle recyclé recyclée recyclés recyclées recyclable recyclables "
                  + "biodégradable remise remises rabais réduction réductions remboursé "
                  + "remboursée remboursés testé testée testés testées vérifié vérifiée "
                  + "vérifiés vérifiées mesuré mesurée mesurés mesurées éprouvé éprouvée "
                  + "prouvé prouvée prouvés prouvées clinique cliniquement approuvé "
                  + "approuvée primé primée"));

  /** What a thing is made of, or has been through: its description may say so too. */
  private static final Map<String, Set<String>> TRAITS =
      Map.of(
          "en",
          words(
              "refurbished reconditioned single-origin wood-fired grain-free handmade "
                  + "cotton wool woollen linen leather silk cashmere merino velvet oak "
                  + "walnut bamboo wooden gold silver steel"),
          "fr",
          words(
              "reconditionné reconditionnée reconditionnés reconditionnées d'occasion "
                  + "coton laine lin cuir soie cachemire mérinos velours chêne noyer bambou "
                  + "acier"));

  private ClaimWords() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** Of all languages. */
  static Set<String> everything() {
    return Stream.of(NUMBERS, PROMISES, TRAITS)
        .flatMap(lists -> lists.values().stream())
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** Whether it is a number or a promise. */
  static boolean isClaim(String language, String word) {
    return holds(NUMBERS, language, word) || holds(PROMISES, language, word);
  }

  static boolean isTrait(String language, String word) {
    return holds(TRAITS, language, word);
  }

  /** Whether the word, or a part of it as in "Two-year", is a number or a promise. */
  static boolean claims(String language, String word) {
    return matches(PART, plain(word)).stream().anyMatch(part -> isClaim(language, part));
  }

  /** In small letters, whole and in their parts. */
  static Set<String> all(List<String> texts) {
    String text = plain(String.join("\n", texts));
    Set<String> found = matches(COMPOUND, text);
    found.addAll(matches(PART, text));
    return found;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static boolean holds(Map<String, Set<String>> words, String language, String word) {
    return words.getOrDefault(language, Set.of()).contains(word);
  }
}
