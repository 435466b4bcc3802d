package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ad.Quotable.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a brief lends to its copy: texts to quote, words of its own, and words that it bars. */
final class BriefTexts {
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’-]\\p{L}+)*");
  private static final int BYTES = 256;
  private static final String FRENCH_VOWELS = "aeéèêiouœ";

  private final Lexicon lexicon;
  private final List<Quotable> quotables = new ArrayList<>();
  private final List<Quotable> owed = new ArrayList<>();
  private final List<List<Quotable>> byFirstByte = new ArrayList<>();
  private final ByteTrie words = new ByteTrie();
  private final BitSet barredEnds = new BitSet();
  private final BitSet barred = new BitSet();

  BriefTexts(AdBrief brief, Lexicon lexicon) {
    this.lexicon = lexicon;
    brief.mustNotSay().forEach(this::bar);
    addQuotables(brief);
    quotables.stream()
        .filter(each -> each.kind() == Kind.REQUIRED || each.kind() == Kind.NAME)
        .forEach(owed::add);
    for (int first = 0; first < BYTES; first++) {
      byte label = (byte) first;
      byFirstByte.add(quotables.stream().filter(each -> each.text()[0] == label).toList());
    }
    addWords(brief);
  }

  private void addQuotables(AdBrief brief) {
    int id = 0;
    for (String phrase : brief.mustSay()) {
      quotables.add(Quotable.of(phrase, Kind.REQUIRED, id++));
    }
    for (String claim : brief.claims()) {
      if (!claim.isBlank() && CopyCheck.firstBanned(brief.mustNotSay(), claim) == null) {
        String plain = claim.strip();
        quotables.add(Quotable.of(plain, Kind.CLAIM, id));
        quotables.add(Quotable.of(Lexicon.capitalised(plain), Kind.CLAIM, id++));
      }
    }
    for (String name : List.of(brief.product().strip(), brief.advertiser().strip())) {
      quotables.add(Quotable.of(name, Kind.NAME, id));
      if (brief.language().equals("fr") && beginsWithVowel(name)) {
        quotables.add(Quotable.of("d'" + name, Kind.NAME, id));
      }
    }
    for (String opener : lexicon.openers()) {
      if (CopyCheck.firstBanned(brief.mustNotSay(), opener) == null) {
        quotables.add(Quotable.of(opener, Kind.OPENER, ++id));
      }
    }
  }

  private static boolean beginsWithVowel(String name) {
    return FRENCH_VOWELS.indexOf(name.toLowerCase(Locale.ROOT).charAt(0)) >= 0;
  }

  private void addWords(AdBrief brief) {
    Matcher found =
        WORD.matcher(String.join("\n", brief.product(), brief.advertiser(), brief.description()));
    while (found.find()) {
      String word = found.group();
      boolean claims = ClaimWords.claims(brief.language(), word);
      if (!claims && CopyCheck.firstBanned(brief.mustNotSay(), word) == null) {
        addWord(word);
        addWord(Lexicon.capitalised(word));
      }
    }
  }

  private void addWord(String word) {
    int node = ByteTrie.ROOT;
    for (byte next : bytes(word)) {
      node = node == ByteTrie.NONE ? node : lexicon.words().child(node, next);
    }
    if (node == ByteTrie.NONE || !lexicon.words().ends(node)) {
      words.put(bytes(word), 0);
    }
  }

  /** Bars the phrase's longest word, in both forms, and the ways that lead to nothing else. */
  private void bar(String phrase) {
    Arrays.stream(phrase.toLowerCase(Locale.ROOT).split("[^\\p{L}'-]+"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .filter(word -> !word.isEmpty())
        .ifPresent(
            word -> {
              bar(bytes(word), 0, ByteTrie.ROOT);
              bar(bytes(Lexicon.capitalised(word)), 0, ByteTrie.ROOT);
            });
  }

  private void bar(byte[] word, int at, int node) {
    ByteTrie all = lexicon.words();
    if (at == word.length) {
      if (all.ends(node)) {
        barredEnds.set(node);
      }
    } else {
      int next = all.child(node, word[at]);
      if (next == ByteTrie.NONE) {
        return;
      }
      bar(word, at + 1, next);
    }
    if (node != ByteTrie.ROOT && leadsNowhere(node)) {
      barred.set(node);
    }
  }

  private boolean leadsNowhere(int node) {
    ByteTrie all = lexicon.words();
    if (all.ends(node) && !barredEnds.get(node)) {
      return false;
    }
    for (int child = all.firstChild(node); child != ByteTrie.NONE; child = all.sibling(child)) {
      if (!barred.get(child)) {
        return false;
      }
    }
    return true;
  }

  List<Quotable> quotables() {
    return quotables;
  }

  List<Quotable> quotables(byte first) {
    return byFirstByte.get(first & 0xff);
  }

  /** Of the quotations those that a copy owes: what is required, and one of the names. */
  List<Quotable> owed() {
    return owed;
  }

  /** Words of the brief that the lexicon has not. */
  ByteTrie words() {
    return words;
  }

  /** Whether words of the lexicon are barred, so that its tokens have to be tried one by one. */
  boolean bars() {
    return !barredEnds.isEmpty();
  }

  /** Whether this node of the lexicon leads to barred words alone. */
  boolean bars(int node) {
    return barred.get(node);
  }

  /** Whether the word that ends at this node of the lexicon is barred. */
  boolean barsEnd(int node) {
    return barredEnds.get(node);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
