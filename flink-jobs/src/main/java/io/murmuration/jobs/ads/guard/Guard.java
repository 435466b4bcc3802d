package io.murmuration.jobs.ads.guard;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.CopyCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a finished copy, whatever wrote it. Fails closed: a check that can't be made is a check
 * that failed.
 */
public final class Guard {
  /** Above this the encoder's head calls a text toxic more likely than not. */
  private static final double MOST_TOXICITY = 0.5;

  /** In nats: a word that its sentence made so much less likely than another was forced into it. */
  private static final double MOST_STRAIN = 3;

  /** Of pairs of words that two copies share. */
  private static final double MOST_LIKENESS = 0.6;

  /** A run of this many words of a post is a quotation. */
  private static final int QUOTATION_WORDS = 5;

  /**
   * Addresses with a scheme or www; two words with a dot between, the second in small letters (so
   * neither "e.g." nor "M.Dupont"); and in any case those with an ending that everybody knows.
   */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i:https?:|www\\.|://)"
              + "|(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}][\\p{L}\\p{N}-]+\\.\\p{Ll}{2,}(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}])(?i:[\\p{L}\\p{N}-]+\\.(?:com|net|org|edu|gov|eu|fr|be|ch|de|es|it"
              + "|nl|uk|us|ca|co|io|ai|me|tv|ly|gl|to|ru|cn|dev|app|shop|store|info|biz|link|xyz|site"
              + "|online|example|test|invalid|localhost))(?![\\p{L}\\p{N}])");

  /** Of telephone numbers digits with no more than a bracket, a space and a dash between. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(?i)[\\p{L}0-9._%+-]+@[\\p{L}0-9.-]+|(?<!\\w)@\\w{2,}"
              + "|\\+?\\(?\\d(?:[ .()/\u00a0\u202f\u2010-\u2015-]{0,3}\\d){8,}"
              + "|\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,}");

  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "(?i)<\\||\\|>|\\{\\{|}}|\\bsystem ?:|\\bassistant ?:|\\buser ?:|\\[/?inst]|```|"
              + "\\b(?:ignore|disregard|forget)\\b.{0,30}"
              + "\\b(?:previous|above|all|prior|instructions?|brief|claims?)\\b|"
              + "\\b(?:ignorez|oubliez)\\b.{0,30}\\b(?:instructions?|consignes?|brief|précédent\\w*)\\b|"
              + "\\bas an ai\\b|\\blanguage model\\b|\\bmodèle de langage\\b|\\bprompt\\b");

  /** Of a text in which the encoder knows no language. */
  private static final String UNDETERMINED = "und";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private Guard() {}

  /**
   * @param encoding of {@link #read}, or null where the encoder refused it
   * @param drawable whether the image's fonts have the character
   */
  public static List<Verdict> inspect(
      AdBrief brief,
      AdCopy copy,
      Surroundings around,
      PostEncoding encoding,
      IntPredicate drawable) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(faults("form", CopyCheck.formFaults(brief, copy)));
    verdicts.add(faults("facts", CopyCheck.factFaults(brief, copy)));
    verdicts.add(faults("brand", brandFaults(brief, copy)));
    verdicts.add(sense(copy));
    verdicts.add(faults("repetition", repetitions(copy.text())));
    verdicts.add(absent("links", LINK, copy.text()));
    verdicts.add(absent("personal_data", PERSONAL, copy.text()));
    verdicts.add(absent("instructions", INSTRUCTION, copy.text()));
    verdicts.add(quotation(brief, copy, around.post()));
    verdicts.add(rival(brief, copy, around.rivals()));
    verdicts.add(language(brief, copy, encoding));
    verdicts.add(toxicity(encoding));
    verdicts.add(glyphs(copy, drawable));
    return List.copyOf(verdicts);
  }

  /** What of a copy the encoder reads. */
  public static String read(AdCopy copy) {
    return copy.headline() + ". " + copy.body() + " " + copy.callToAction();
  }

  public static boolean passed(List<Verdict> verdicts) {
    return !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::passed);
  }

  private static Verdict faults(String name, List<String> faults) {
    return new Verdict(name, faults.isEmpty(), String.join("; ", faults));
  }

  private static Verdict absent(String name, Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    boolean there = found.find();
    return new Verdict(name, !there, there ? "'" + found.group().strip() + "'" : "");
  }

  private static List<String> brandFaults(AdBrief brief, AdCopy copy) {
    List<String> faults = new ArrayList<>(CopyCheck.phraseFaults(brief, copy));
    for (String name : List.of(brief.product().strip(), brief.advertiser().strip())) {
      String first = name.split("\\s+", 2)[0];
      boolean telling = !first.equals(name) && Character.isUpperCase(first.codePointAt(0));
      if (telling && alone(first, copy.text()) > alone(name, copy.text())) {
        faults.add("'%s' begins a name that is not '%s'".formatted(first, name));
      }
    }
    return faults;
  }

  private static long alone(String name, String text) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .results()
        .count();
  }

  /** What the writer was not free to say otherwise may be no sentence. */
  private static Verdict sense(AdCopy copy) {
    return new Verdict(
        "sense",
        copy.strain() <= MOST_STRAIN,
        copy.strain() == 0 ? "" : String.format(Locale.ROOT, "strain %.1f", copy.strain()));
  }

  /** Sentences that are said twice. */
  private static List<String> repetitions(String text) {
    List<String> said = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (String sentence : text.split("[.!?\\n]+")) {
      String plain = plain(sentence);
      if (!plain.isBlank() && said.contains(plain)) {
        twice.add("'" + plain.strip() + "' is said twice");
      }
      said.add(plain);
    }
    return twice;
  }

  /** What the advertiser says itself is no quotation of a post. */
  private static Verdict quotation(AdBrief brief, AdCopy copy, String post) {
    String own =
        plain(String.join(" . ", brief.claims()) + " . " + String.join(" . ", brief.mustSay()));
    String beside = plain(post);
    List<String> words = words(copy.text());
    for (int i = 0; i + QUOTATION_WORDS <= words.size(); i++) {
      String run = " " + String.join(" ", words.subList(i, i + QUOTATION_WORDS)) + " ";
      if (beside.contains(run) && !own.contains(run)) {
        return new Verdict("context", false, "the post beside it says '" + run.strip() + "' too");
      }
    }
    return new Verdict("context", true, post.isEmpty() ? "no post beside it" : "");
  }

  private static Verdict rival(AdBrief brief, AdCopy copy, List<Surroundings.Fingerprint> rivals) {
    long[] own =
        CopySignature.of(
            copy.headline() + " " + copy.body(), List.of(brief.product(), brief.advertiser()));
    for (Surroundings.Fingerprint rival : rivals) {
      double likeness = CopySignature.likeness(own, rival.signature());
      if (likeness > MOST_LIKENESS && !rival.advertiser().equals(brief.advertiser())) {
        return new Verdict(
            "rivals",
            false,
            String.format(
                Locale.ROOT, "%.2f like a live creative of %s", likeness, rival.advertiser()));
      }
    }
    return new Verdict("rivals", true, "compared with " + rivals.size());
  }

  private static Verdict language(AdBrief brief, AdCopy copy, PostEncoding encoding) {
    if (encoding == null) {
      return new Verdict("language", false, "the encoder could not read it");
    }
    String found = encoding.language();
    if (!found.equals(UNDETERMINED)) {
      return new Verdict("language", found.equals(brief.language()), found);
    }
    String byWords = LanguageClues.of(copy.text(), List.of(brief.product(), brief.advertiser()));
    return new Verdict(
        "language", byWords.equals(brief.language()), found + ", by its words " + byWords);
  }

  private static Verdict toxicity(PostEncoding encoding) {
    if (encoding == null) {
      return new Verdict("toxicity", false, "the encoder could not read it");
    }
    double toxicity = encoding.toxicity();
    return new Verdict(
        "toxicity", toxicity <= MOST_TOXICITY, String.format(Locale.ROOT, "%.3f", toxicity));
  }

  private static Verdict glyphs(AdCopy copy, IntPredicate drawable) {
    return copy.text()
        .codePoints()
        .filter(point -> point != '\n' && !drawable.test(point))
        .mapToObj(point -> new Verdict("glyphs", false, "no glyph for U+%04X".formatted(point)))
        .findFirst()
        .orElse(new Verdict("glyphs", true, ""));
  }

  private static String plain(String text) {
    return " " + String.join(" ", words(text)) + " ";
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (found.find()) {
      words.add(found.group());
    }
    return words;
  }
}
