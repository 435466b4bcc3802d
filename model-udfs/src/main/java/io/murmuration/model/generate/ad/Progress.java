package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ad.Place.Quote;
import io.murmuration.model.generate.ad.Place.Start;
import io.murmuration.model.generate.ad.Place.Stop;
import io.murmuration.model.generate.ad.Place.Word;
import java.util.List;

/**
 * How far one part of a copy has come: its possible readings, its length, and what was quoted since
 * the headline's beginning.
 *
 * @param quoted ids of whole quotations, as bits
 */
record Progress(Section section, List<Place> places, int characters, long quoted) {
  /** Of a body, the share after which what is required comes next. */
  private static final double REQUIRED_AFTER = 0.45;

  /** More characters than any part may have. */
  static final int NEVER = Integer.MAX_VALUE;

  enum Section {
    HEADLINE,
    BODY,
    CALL_TO_ACTION;

    int mostCharacters(Placement placement) {
      return switch (this) {
        case HEADLINE -> placement.headlineCharacters();
        case BODY -> placement.bodyCharacters();
        case CALL_TO_ACTION -> placement.callToActionCharacters();
      };
    }
  }

  static Progress begin(Section section, long quoted) {
    return new Progress(section, List.of(new Start(true, Start.Next.ANYTHING)), 0, quoted);
  }

  boolean isPossible() {
    return !places.isEmpty();
  }

  /** Without what is there twice: two readings may come to the same place. */
  Progress distinct() {
    for (int i = 1; i < places.size(); i++) {
      if (places.indexOf(places.get(i)) < i) {
        return new Progress(section, places.stream().distinct().toList(), characters, quoted);
      }
    }
    return this;
  }

  Progress advance(byte[] token, CopyGrammar grammar, Placement placement) {
    Progress now = this;
    boolean dueOnly = isDue(grammar, placement);
    for (int i = 0; i < token.length && now.isPossible(); i++) {
      now = now.advance(token[i], dueOnly, grammar);
    }
    return now;
  }

  /**
   * @param dueOnly whether something {@link #isDue was due} where the token of this byte began
   */
  Progress advance(byte next, boolean dueOnly, CopyGrammar grammar) {
    List<Place> reached = grammar.advance(places, next, quoted, dueOnly);
    int length = characters + Characters.of(next);
    return new Progress(section, reached, length, quoted | quotedAt(reached));
  }

  /** The word of the lexicon that is the only reading, or null. */
  Word onlyWord(CopyGrammar grammar) {
    boolean one = places.size() == 1 && places.get(0) instanceof Word;
    Word word = one ? (Word) places.get(0) : null;
    return word != null && word.words() == grammar.lexicon().words() ? word : null;
  }

  /** The beginning of a word that is the only reading, or null. */
  Start onlyStart() {
    return places.size() == 1 && places.get(0) instanceof Start start ? start : null;
  }

  /**
   * Characters up to the nearest end, without what a word which is the only reading still takes.
   */
  int charactersBesideWord(CopyGrammar grammar) {
    return characters + (section == Section.BODY ? 1 + required(grammar, null) : 0);
  }

  private static long quotedAt(List<Place> places) {
    long bits = 0;
    for (Place place : places) {
      Quotable whole = place.quotedWhole();
      bits |= whole == null ? 0 : 1L << whole.id();
    }
    return bits;
  }

  /** Whether the next sentence has to be one that is required. */
  boolean isDue(CopyGrammar grammar, Placement placement) {
    return section == Section.BODY
        && characters >= REQUIRED_AFTER * placement.bodyCharacters()
        && required(grammar, null) > 0;
  }

  /** Whether a quotation has begun, by every reading. */
  boolean isQuoting() {
    return places.stream().allMatch(place -> place instanceof Quote quote && !quote.isWhole());
  }

  boolean isBeforeSentence() {
    return places.stream()
        .allMatch(
            place ->
                place instanceof Start start && start.opens() && characters == 0
                    || place instanceof Stop stop && stop.endsSentence());
  }

  /** Characters left, less what has to be written yet. */
  int room(CopyGrammar grammar, Placement placement) {
    int owed = section == Section.BODY ? required(grammar, null) : 0;
    return section.mostCharacters(placement) - characters - owed;
  }

  /** Whether it can still be brought to an end within its length. */
  boolean fits(CopyGrammar grammar, Placement placement) {
    return fewestCharacters(grammar) <= section.mostCharacters(placement);
  }

  /** At the nearest end to which it can be brought, {@link #NEVER} if to none. */
  int fewestCharacters(CopyGrammar grammar) {
    int fewest = NEVER;
    boolean binds = bindsNext();
    for (Place place : places) {
      boolean stuck = binds && place instanceof Word word && grammar.isJoint(word);
      if (!stuck) {
        fewest = Math.min(fewest, characters + toEnd(place, grammar));
      }
    }
    return fewest;
  }

  private boolean bindsNext() {
    for (Place place : places) {
      if (CopyGrammar.bindsNext(place)) {
        return true;
      }
    }
    return false;
  }

  private int toEnd(Place place, CopyGrammar grammar) {
    int rest = toPlaceEnd(place, grammar);
    if (section != Section.BODY) {
      return rest;
    }
    Quotable current = place instanceof Quote quote ? quote.quoted() : null;
    boolean stopped = place instanceof Stop stop && stop.endsSentence();
    boolean closes = current != null && current.closes();
    return rest + (stopped || closes ? 0 : 1) + required(grammar, current);
  }

  private int toPlaceEnd(Place place, CopyGrammar grammar) {
    if (place instanceof Word word) {
      return word.words().bytesToEnd(word.node());
    }
    if (place instanceof Quote quote) {
      int rest = quote.quoted().characters(quote.at());
      boolean leadsIn = quote.quoted().kind() == Quotable.Kind.OPENER;
      return rest + (leadsIn ? 1 + grammar.charactersOfClaim(quoted) : 0);
    }
    if (place instanceof Start start) {
      return switch (start.next()) {
        case CLAIM -> grammar.charactersOfClaim(quoted);
        case STOP -> 1;
        case ANYTHING, ANYTHING_OR_STOP -> Lexicon.ANOTHER_WORD;
      };
    }
    return place instanceof Stop stop && stop.endsSentence() ? 0 : Lexicon.ANOTHER_WORD;
  }

  /**
   * Characters that the required quotations still take, with a name if none was written.
   *
   * @param current is being written and counts as written
   */
  private int required(CopyGrammar grammar, Quotable current) {
    int sum = 0;
    int shortestName = Integer.MAX_VALUE;
    for (Quotable quotable : grammar.texts().owed()) {
      boolean written =
          (quoted >> quotable.id() & 1) == 1 || current != null && current.id() == quotable.id();
      if (quotable.kind() == Quotable.Kind.REQUIRED && !written) {
        sum += quotable.characters() + (quotable.closes() ? 1 : 2);
      } else if (quotable.kind() == Quotable.Kind.NAME) {
        shortestName = written ? 0 : Math.min(shortestName, quotable.characters() + 2);
      }
    }
    return sum + (shortestName == Integer.MAX_VALUE ? 0 : shortestName);
  }

  /** Whether the part may end here. */
  boolean mayEnd(CopyGrammar grammar) {
    boolean body = section == Section.BODY;
    if (body && required(grammar, null) > 0) {
      return false;
    }
    for (Place place : places) {
      boolean stopped = place instanceof Stop stop && stop.endsSentence();
      boolean whole =
          place instanceof Word word && grammar.endsWord(word) && !grammar.isJoint(word)
              || place instanceof Quote quote && quote.isWhole() && !place.leadsIn();
      if (stopped || whole && !body) {
        return true;
      }
    }
    return false;
  }
}
