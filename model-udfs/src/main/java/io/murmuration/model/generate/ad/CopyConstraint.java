package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.TokenConstraint;
import io.murmuration.model.generate.TokenMask;
import io.murmuration.model.generate.ad.Place.Quote;
import io.murmuration.model.generate.ad.Place.Start;
import io.murmuration.model.generate.ad.Place.Start.Next;
import io.murmuration.model.generate.ad.Place.Stop;
import io.murmuration.model.generate.ad.Place.Word;
import io.murmuration.model.generate.ad.Progress.Section;
import java.util.BitSet;

/**
 * Holds a copy to the grammar of its brief and the lengths of its placement while it is decoded:
 * headline, body, call to action, each ended by the model's mark. There is always a way on, so a
 * copy comes out whole.
 */
final class CopyConstraint implements TokenConstraint {
  /** A word and the end of its sentence take less. */
  private static final int LONG_WORD = 24;

  private final WriterVocabulary vocabulary;
  private final CopyGrammar grammar;
  private final Placement placement;
  private final FittingTokens fitting;
  private final int nearTheEnd;

  CopyConstraint(WriterVocabulary vocabulary, CopyGrammar grammar, Placement placement) {
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.placement = placement;
    this.fitting = new FittingTokens(vocabulary.tokens(), grammar, placement);
    this.nearTheEnd =
        LONG_WORD
            + grammar.texts().quotables().stream().mapToInt(Quotable::characters).max().orElse(0);
  }

  @Override
  public State start(int[] prompt) {
    return new Writing(Progress.begin(Section.HEADLINE, 0));
  }

  private final class Writing implements State {
    private Progress progress;

    Writing(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void restrict(TokenMask next) {
      BitSet allowed = new BitSet(next.vocabulary());
      boolean onlyDue = progress.isDue(grammar, placement);
      for (Place place : progress.places()) {
        add(place, progress.quoted(), onlyDue, allowed);
      }
      boolean several = progress.places().size() > 1;
      boolean near = progress.room(grammar, placement) < nearTheEnd;
      if (onlyDue || several || near || grammar.texts().bars()) {
        allowed.and(fitting.after(progress));
      }
      if (progress.mayEnd(grammar)) {
        allowed.set(vocabulary.endOf(progress.section()));
      }
      next.retain(allowed);
    }

    @Override
    public void accept(int token) {
      Section section = progress.section();
      if (token == vocabulary.endOf(section)) {
        progress = Progress.begin(Section.values()[section.ordinal() + 1], progress.quoted());
      } else {
        progress = progress.advance(vocabulary.bytes(token), grammar, placement);
      }
    }

    /** A quotation is no choice, and neither is a sentence that has to be said now. */
    @Override
    public boolean chooses() {
      return !progress.isQuoting() && !progress.isDue(grammar, placement);
    }

    @Override
    public State rest() {
      return progress.isBeforeSentence() ? new Writing(progress) : null;
    }
  }

  private void add(Place place, long quoted, boolean onlyDue, BitSet allowed) {
    if (place instanceof Start start) {
      addStarts(vocabulary.root(), start, quoted, onlyDue, allowed);
    } else if (place instanceof Stop stop) {
      Start start = new Start(stop.opens(), Next.ANYTHING);
      addStarts(vocabulary.space(), start, quoted, onlyDue, allowed);
    } else if (place instanceof Quote quote) {
      addQuote(quote, quoted, onlyDue, allowed);
    } else if (place instanceof Word word) {
      addWithin(word, allowed);
      if (grammar.endsWord(word)) {
        addAfterWord(!grammar.isJoint(word), quoted, allowed);
      }
    }
  }

  private void addQuote(Quote quote, long quoted, boolean onlyDue, BitSet allowed) {
    if (!quote.isWhole()) {
      vocabulary.addBeginnings(vocabulary.root(), quote.quoted().text(), quote.at(), allowed);
    } else if (quote.leadsIn()) {
      Start start = new Start(true, Next.CLAIM);
      addStarts(vocabulary.space(), start, quoted, onlyDue, allowed);
    } else if (quote.quoted().kind() == Quotable.Kind.CLAIM) {
      allowed.or(vocabulary.punctuation(grammar.spacesStops()));
    } else {
      addAfterWord(true, quoted, allowed);
    }
  }

  private void addWithin(Word word, BitSet allowed) {
    if (word.words() == grammar.lexicon().words()) {
      allowed.or(grammar.lexicon().within(word.node()));
    } else {
      Lexicon.collect(vocabulary.tokens(), vocabulary.root(), word.words(), word.node(), allowed);
    }
  }

  private void addAfterWord(boolean mayStop, long quoted, BitSet allowed) {
    if (mayStop) {
      allowed.or(vocabulary.punctuation(grammar.spacesStops()));
    }
    addStarts(vocabulary.space(), new Start(false, Next.ANYTHING), quoted, false, allowed);
  }

  /**
   * @param from the vocabulary's node after a space, or its root
   */
  private void addStarts(int from, Start start, long quoted, boolean onlyDue, BitSet allowed) {
    for (Quotable quotable : grammar.texts().quotables()) {
      if (grammar.mayBegin(quotable, start, quoted, onlyDue)) {
        vocabulary.addBeginnings(from, quotable.text(), 0, allowed);
      }
    }
    if (grammar.mayBeginWord(start, onlyDue)) {
      Lexicon lexicon = grammar.lexicon();
      allowed.or(from == vocabulary.space() ? lexicon.afterSpace() : lexicon.within(ByteTrie.ROOT));
      Lexicon.collect(vocabulary.tokens(), from, grammar.texts().words(), ByteTrie.ROOT, allowed);
    }
  }
}
