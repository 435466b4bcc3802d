package io.murmuration.model.generate.ad;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a copy keeps to the form of its placement and to the facts of its brief. Knows nothing of
 * how the copy was made.
 */
public final class CopyCheck {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");

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

  /**
   * Of numbers, in digits or spelled, and of promises that no claim holds, nor a name nor what must
   * be said; and of what a thing is made of where the brief says no such thing.
   */
  public static List<String> factFaults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>();
    String text = copy.text();
    List<String> facts = facts(brief);
    Set<String> numbers = numbers(String.join("\n", facts));
    numbers(text).stream()
        .filter(number -> !numbers.contains(number))
        .sorted()
        .forEach(number -> faults.add("the number " + number + " stands in no claim"));
    String language = brief.language();
    Set<String> said = ClaimWords.all(List.of(text));
    Set<String> claimed = ClaimWords.all(facts);
    said.stream()
        .filter(word -> ClaimWords.isClaim(language, word))
        .filter(word -> !claimed.contains(word))
        .sorted()
        .forEach(word -> faults.add("'" + word + "' is claimed by no claim"));
    Set<String> described = ClaimWords.all(List.of(brief.description()));
    said.stream()
        .filter(word -> ClaimWords.isTrait(language, word))
        .filter(word -> !claimed.contains(word) && !described.contains(word))
        .sorted()
        .forEach(word -> faults.add("'" + word + "' stands nowhere in the brief"));
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

  private static boolean contains(String text, String name) {
    return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static List<String> facts(AdBrief brief) {
    List<String> parts = new ArrayList<>(brief.claims());
    parts.addAll(brief.mustSay());
    parts.add(brief.product());
    parts.add(brief.advertiser());
    return parts;
  }

  private static Set<String> numbers(String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
