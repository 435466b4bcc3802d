package io.murmuration.cli.bench.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a published copy keeps to what it may be; apart from guard and grammar. */
final class RecordChecker {
  /** What can be broken. */
  enum Rule {
    /** Lengths of its placement, nothing empty, no marks, no characters that nobody sees. */
    FORM,
    /** As {@link FactChecker} says. */
    FACTS,
    /** What must be said and must not, and a name. */
    PHRASES,
    /** Each word is of the writer's own list, of the campaign's texts, or of the template. */
    ALLOW_LIST
  }

  /** What is read of an advertisement. */
  record Copy(String headline, String body, String callToAction) {
    static Copy of(Creative creative) {
      return new Copy(creative.getHeadline(), creative.getBody(), creative.getCallToAction());
    }

    String text() {
      return headline + "\n" + body + "\n" + callToAction;
    }
  }

  private static final Map<String, int[]> LENGTHS =
      Map.of(
          "feed", new int[] {60, 150, 24},
          "banner", new int[] {40, 90, 20},
          "story", new int[] {32, 64, 20});
  private static final Pattern MARKS =
      Pattern.compile("<\\||\\|>|```|\\{\\{|\\[/?INST|[\\p{Cc}\\p{Cf}\\p{Co}&&[^\\n]]");
  private static final List<String> TEMPLATE = List.of("by learn more", "par en savoir plus d");

  private final Map<String, Set<String>> words = new TreeMap<>();

  /**
   * @param file lines of language, kind and text with tabs between
   */
  RecordChecker(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t");
      words.computeIfAbsent(cells[0], language -> new HashSet<>()).addAll(parts(cells[2]));
    }
    TEMPLATE.forEach(text -> words.values().forEach(each -> each.addAll(parts(text))));
  }

  Set<Rule> broken(Campaign campaign, Creative creative) {
    return broken(
        campaign, creative.getSegment().getLocale(), creative.getPlacement(), Copy.of(creative));
  }

  /**
   * @param placement feed, banner or story
   */
  Set<Rule> broken(Campaign campaign, String language, String placement, Copy copy) {
    Set<Rule> broken = EnumSet.noneOf(Rule.class);
    if (!hasForm(copy, LENGTHS.get(placement))) {
      broken.add(Rule.FORM);
    }
    if (!FactChecker.inventions(campaign, language, copy.text()).isEmpty()) {
      broken.add(Rule.FACTS);
    }
    if (!keepsPhrases(campaign, copy.text())) {
      broken.add(Rule.PHRASES);
    }
    if (!allowed(campaign, language).containsAll(parts(copy.text()))) {
      broken.add(Rule.ALLOW_LIST);
    }
    return broken;
  }

  private static boolean hasForm(Copy copy, int[] most) {
    List<String> texts = List.of(copy.headline(), copy.body(), copy.callToAction());
    for (int i = 0; i < most.length; i++) {
      if (texts.get(i).isBlank() || texts.get(i).length() > most[i]) {
        return false;
      }
    }
    return !MARKS.matcher(copy.text()).find();
  }

  private static boolean keepsPhrases(Campaign campaign, String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    boolean named =
        plain.contains(campaign.getProduct().strip().toLowerCase(Locale.ROOT))
            || plain.contains(campaign.getAdvertiser().strip().toLowerCase(Locale.ROOT));
    return named
        && campaign.getMustSay().stream().allMatch(text::contains)
        && campaign.getMustNotSay().stream()
            .map(phrase -> phrase.strip().toLowerCase(Locale.ROOT))
            .noneMatch(phrase -> !phrase.isEmpty() && standsAlone(phrase, plain));
  }

  private static boolean standsAlone(String phrase, String text) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean before = at > 0 && Character.isLetterOrDigit(text.codePointBefore(at));
      boolean after = end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
      if (!before && !after) {
        return true;
      }
    }
    return false;
  }

  private Set<String> allowed(Campaign campaign, String language) {
    Set<String> allowed = new HashSet<>(words.getOrDefault(language, Set.of()));
    List<String> own = new ArrayList<>(campaign.getClaims());
    own.addAll(campaign.getMustSay());
    own.addAll(List.of(campaign.getProduct(), campaign.getAdvertiser(), campaign.getDescription()));
    own.forEach(text -> allowed.addAll(parts(text)));
    return allowed;
  }

  private static Set<String> parts(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toSet());
  }
}
