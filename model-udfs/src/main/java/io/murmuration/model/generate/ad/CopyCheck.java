package io.murmuration.model.generate.ad;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a copy keeps to the form of its placement and to the facts of its brief. Knows nothing of
 * how the copy was made.
 */
public final class CopyCheck {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  /** Words that promise something: to be quoted from the brief, never made up. */
  private static final Map<String, Set<String>> CLAIM_WORDS =
      Map.of(
          "en",
          Set.of(
              ("free guarantee guaranteed warranty organic certified vegan best cheapest official"
                      + " recycled discount tested proven clinically")
                  .split(" ")),
          "fr",
          Set.of(
              ("gratuit gratuite gratuits gratuites garanti garantie garantis bio biologique"
                      + " certifié certifiée végan végane meilleur meilleure officiel recyclé"
                      + " recyclée remise prouvé")
                  .split(" ")));

  private CopyCheck() {}

  /** What is wrong with it, a few words each; empty if nothing is. */
  public static List<String> faults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>(formFaults(brief, copy));
    faults.addAll(factFaults(brief, copy));
    faults.addAll(phraseFaults(brief, copy));
    return faults;
  }

  /** Of its parts' lengths alone. */
  public static List<String> formFaults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>();
    Placement placement = brief.placement();
    checkLength("headline", copy.headline(), placement.headlineCharacters(), faults);
    checkLength("body", copy.body(), placement.bodyCharacters(), faults);
    checkLength("call to action", copy.callToAction(), placement.callToActionCharacters(), faults);
    return faults;
  }

  private static void checkLength(String what, String text, int most, List<String> faults) {
    if (text.isBlank()) {
      faults.add(what + " is empty");
    } else if (text.length() > most) {
      faults.add("%s has %d characters of %d".formatted(what, text.length(), most));
    }
  }

  /** Of numbers and promises that no claim holds. */
  public static List<String> factFaults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>();
    String text = copy.text();
    String facts = facts(brief);
    Set<String> numbers = matches(NUMBER, facts);
    matches(NUMBER, text).stream()
        .filter(number -> !numbers.contains(number))
        .sorted()
        .forEach(number -> faults.add("the number " + number + " stands in no claim"));
    Set<String> known = matches(WORD, (facts + " " + brief.description()).toLowerCase(Locale.ROOT));
    matches(WORD, text.toLowerCase(Locale.ROOT)).stream()
        .filter(claimWords(brief.language())::contains)
        .filter(word -> !known.contains(word))
        .sorted()
        .forEach(word -> faults.add("'" + word + "' is claimed by no claim"));
    return faults;
  }

  /** Of what must be said and must not, and of the names. */
  public static List<String> phraseFaults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>();
    String text = copy.text();
    for (String phrase : brief.mustSay()) {
      if (!text.contains(phrase)) {
        faults.add("'" + phrase + "' is missing");
      }
    }
    String banned = firstBanned(brief.mustNotSay(), text);
    if (banned != null) {
      faults.add("'" + banned + "' must not be said");
    }
    if (!contains(text, brief.product()) && !contains(text, brief.advertiser())) {
      faults.add("neither product nor advertiser is named");
    }
    return faults;
  }

  /** The first of these words and phrases that occurs in the text on its own, or null. */
  static String firstBanned(List<String> banned, String text) {
    for (String phrase : banned) {
      String quoted = Pattern.quote(phrase.strip());
      Pattern alone =
          Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      if (!phrase.isBlank() && alone.matcher(text).find()) {
        return phrase;
      }
    }
    return null;
  }

  static Set<String> claimWords(String language) {
    return CLAIM_WORDS.getOrDefault(language, Set.of());
  }

  private static boolean contains(String text, String name) {
    return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static String facts(AdBrief brief) {
    List<String> parts = new ArrayList<>(brief.claims());
    parts.addAll(brief.mustSay());
    parts.add(brief.product());
    parts.add(brief.advertiser());
    return String.join("\n", parts);
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
