package io.murmuration.jobs.ads.guard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The language of a text by its small words, none of which both languages have: for texts that are
 * too short for the encoder.
 */
final class LanguageClues {
  private static final String NONE = "none";

  private static final Map<String, Set<String>> WORDS =
      new TreeMap<>(
          Map.of(
              "en",
              words(
                  "the of and to in is it for with your you that this these from by at are we our us"
                      + " be was what when who how than then they their my his her its into before"
                      + " after because every everything something nothing where while there here"
                      + " without between more less learn get see find order read show made meet make"
                      + " new good time people yes till up out"),
              "fr",
              words(
                  "le la les un une des du de et pour avec dans sur vous votre vos nous notre nos est"
                      + " sont qui que quand ce cette ces chez au aux par il elle se sa ses avant"
                      + " après sans plus moins très comme mais ou où rien tout toute tous toutes voir"
                      + " savoir découvrir commander venir je tu ton ta tes mon ma mes d l qu n j c"
                      + " jusqu à en")));

  private LanguageClues() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /**
   * @param names that tell nothing
   * @return the language with the most of its words in the text; "none" where two have as many
   */
  static String of(String text, List<String> names) {
    String plain = text.toLowerCase(Locale.ROOT);
    for (String name : names) {
      plain = plain.replace(name.strip().toLowerCase(Locale.ROOT), " ");
    }
    List<String> said = List.of(plain.split("[^\\p{L}]+"));
    String most = NONE;
    long best = 0;
    for (Map.Entry<String, Set<String>> language : WORDS.entrySet()) {
      long count = said.stream().filter(language.getValue()::contains).count();
      if (count >= best) {
        most = count > best ? language.getKey() : NONE;
        best = count;
      }
    }
    return most;
  }
}
