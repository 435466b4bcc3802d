package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ad.Place.Quote;
import io.murmuration.model.generate.ad.Place.Start;
import io.murmuration.model.generate.ad.Place.Start.Next;
import io.murmuration.model.generate.ad.Place.Stop;
import io.murmuration.model.generate.ad.Place.Word;
import io.murmuration.model.generate.ad.Quotable.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a copy may be made of, byte by byte: words of the lexicon, words of the brief's own texts,
 * whole quotations of its claims, names and required phrases, and punctuation. Numbers and words
 * that promise something stand in quotations alone, so that none can be made up.
 */
final class CopyGrammar {
  /** A name's first word of fewer bytes may also be a word of its own. */
  private static final int TELLING = 5;

  private static final String STOPS = ".,!?";
  private static final String CLOSE_STOPS = ":;";
  private static final String SPACED_STOPS = ":;!?";

  private final Lexicon lexicon;
  private final BriefTexts texts;
  private final boolean spacesStops;
  private final ByteSet starts = new ByteSet();
  private final ByteSet leaves = new ByteSet();

  CopyGrammar(AdBrief brief, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.texts = new BriefTexts(brief, lexicon);
    this.spacesStops = brief.language().equals("fr");
    texts.quotables().forEach(quotable -> starts.add(quotable.text()[0]));
    starts.addChildren(lexicon.words(), ByteTrie.ROOT);
    starts.addChildren(texts.words(), ByteTrie.ROOT);
    starts.addAll(SPACED_STOPS);
    leaves.addAll(STOPS + CLOSE_STOPS + " ");
  }

  Lexicon lexicon() {
    return lexicon;
  }

  BriefTexts texts() {
    return texts;
  }

  /** Whether colons and their like have a space before them, as in French. */
  boolean spacesStops() {
    return spacesStops;
  }

  /**
   * What may be in progress after one more byte; empty if nothing.
   *
   * @param quoted ids of what was quoted whole, as bits
   * @param dueOnly a sentence may be nothing but what is still required
   */
  List<Place> advance(List<Place> places, byte next, long quoted, boolean dueOnly) {
    List<Place> reached = new ArrayList<>(4);
    for (Place place : places) {
      if (place instanceof Start start) {
        begin(start, next, quoted, dueOnly, reached);
      } else if (place instanceof Stop stop) {
        if (next == ' ') {
          reached.add(new Start(stop.opens(), Next.ANYTHING));
        }
      } else if (place instanceof Word word) {
        addWord(word.words(), word.words().child(word.node(), next), reached);
        if (endsWord(word)) {
          leave(next, !isJoint(word), reached);
        }
      } else if (place instanceof Quote quote) {
        goOn(quote, next, reached);
      }
    }
    return committed(reached);
  }

  /** The bytes with which {@link #advance} may reach something, and maybe others. */
  ByteSet mayFollow(List<Place> places) {
    ByteSet found = new ByteSet();
    for (Place place : places) {
      if (place instanceof Start) {
        found.addAll(starts);
      } else if (place instanceof Word word) {
        found.addChildren(word.words(), word.node());
        if (word.words().ends(word.node())) {
          found.addAll(leaves);
        }
      } else if (place instanceof Quote quote && !quote.isWhole()) {
        found.add(quote.quoted().text()[quote.at()]);
      } else {
        found.addAll(leaves);
      }
    }
    return found;
  }

  private void begin(Start start, byte next, long quoted, boolean dueOnly, List<Place> reached) {
    boolean afterWord = start.next() == Next.ANYTHING_OR_STOP || start.next() == Next.STOP;
    if (afterWord && spacesStops && SPACED_STOPS.indexOf(next) >= 0) {
      reached.add(stop(next));
    }
    for (Quotable quotable : texts.quotables(next)) {
      if (mayBegin(quotable, start, quoted, dueOnly)) {
        reached.add(stopped(new Quote(quotable, 1, start.opens())));
      }
    }
    if (mayBeginWord(start, dueOnly)) {
      addWord(lexicon.words(), lexicon.words().child(ByteTrie.ROOT, next), reached);
      addWord(texts.words(), texts.words().child(ByteTrie.ROOT, next), reached);
    }
  }

  boolean mayBeginWord(Start start, boolean dueOnly) {
    boolean free = start.next() == Next.ANYTHING || start.next() == Next.ANYTHING_OR_STOP;
    return free && !(dueOnly && start.opens());
  }

  boolean mayBegin(Quotable quotable, Start start, long quoted, boolean dueOnly) {
    boolean again = quotable.isIn(quoted);
    if (start.next() == Next.STOP || start.next() == Next.CLAIM) {
      return start.next() == Next.CLAIM && quotable.kind() == Kind.CLAIM && !again;
    }
    boolean due = dueOnly && start.opens();
    return switch (quotable.kind()) {
      case CLAIM -> !again && !due;
      case NAME -> !(due && again);
      case REQUIRED -> !again && start.opens();
      case OPENER -> start.opens() && !due && !again && charactersOfClaim(quoted) > 0;
    };
  }

  /** The shortest claim that was not quoted, 0 if all were. */
  int charactersOfClaim(long quoted) {
    int shortest = Integer.MAX_VALUE;
    for (Quotable quotable : texts.quotables()) {
      if (quotable.kind() == Kind.CLAIM && !quotable.isIn(quoted)) {
        shortest = Math.min(shortest, quotable.characters());
      }
    }
    return shortest == Integer.MAX_VALUE ? 0 : shortest;
  }

  private void addWord(ByteTrie words, int node, List<Place> reached) {
    if (node != ByteTrie.NONE && !(words == lexicon.words() && texts.bars(node))) {
      reached.add(new Word(words, node));
    }
  }

  private void goOn(Quote quote, byte next, List<Place> reached) {
    Kind kind = quote.quoted().kind();
    if (!quote.isWhole()) {
      if (quote.quoted().text()[quote.at()] == next) {
        reached.add(stopped(new Quote(quote.quoted(), quote.at() + 1, quote.opened())));
      }
    } else if (kind == Kind.OPENER) {
      if (next == ' ') {
        reached.add(new Start(true, Next.CLAIM));
      }
    } else if (kind == Kind.CLAIM && next == ' ') {
      if (spacesStops) {
        reached.add(new Start(false, Next.STOP));
      }
    } else {
      leave(next, true, reached);
    }
  }

  /** A quotation that ends its sentence itself needs no other stop. */
  private static Place stopped(Quote quote) {
    return quote.isWhole() && quote.quoted().closes()
        ? new Stop(true, true, quote.quoted())
        : quote;
  }

  private void leave(byte next, boolean mayStop, List<Place> reached) {
    if (next == ' ') {
      reached.add(new Start(false, mayStop ? Next.ANYTHING_OR_STOP : Next.ANYTHING));
    } else if (mayStop
        && (STOPS.indexOf(next) >= 0 || !spacesStops && CLOSE_STOPS.indexOf(next) >= 0)) {
      reached.add(stop(next));
    }
  }

  private static Stop stop(byte mark) {
    boolean ends = ".!?".indexOf(mark) >= 0;
    return new Stop(ends, ends || CLOSE_STOPS.indexOf(mark) >= 0, null);
  }

  boolean endsWord(Word word) {
    boolean barred = word.words() == lexicon.words() && texts.barsEnd(word.node());
    return word.words().ends(word.node()) && !barred;
  }

  /** Whether the word ends no sentence. */
  boolean isJoint(Word word) {
    return word.words() == lexicon.words() && lexicon.isJoint(word.node());
  }

  /** Who led in a claim quotes one, and who began to quote goes on: half a claim is another. */
  private static List<Place> committed(List<Place> places) {
    for (Place place : places) {
      if (place.leadsIn()) {
        return List.of(place);
      }
      if (place instanceof Quote quote && quote.isAtWord() && binds(quote)) {
        return places.stream().filter(Quote.class::isInstance).toList();
      }
    }
    return places;
  }

  /** Whether a space after this would bind the copy to a quotation. */
  static boolean bindsNext(Place place) {
    if (!(place instanceof Quote quote) || quote.isWhole()) {
      return false;
    }
    Quote then = new Quote(quote.quoted(), quote.at() + 1, quote.opened());
    return then.isAtWord() && binds(then);
  }

  private static boolean binds(Quote quote) {
    return switch (quote.quoted().kind()) {
      case CLAIM, REQUIRED -> quote.opened() || quote.at() > TELLING;
      case NAME -> quote.at() > TELLING;
      case OPENER -> false;
    };
  }
}
