package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.generate.FinishReason;
import io.murmuration.model.generate.Generation;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.TokenConstraint;
import io.murmuration.model.generate.TokenMask;
import io.murmuration.model.generate.ad.Progress.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be written, whoever writes: here someone who throws dice. */
class CopyConstraintTest {
  private static final int WALKS = 60;

  private static ShippedWriter writer;
  private static GenerativeTokenizer tokenizer;
  private static WriterVocabulary vocabulary;
  private static Map<String, Lexicon> lexicons;

  @BeforeAll
  static void load() {
    writer = ShippedWriter.load();
    tokenizer = writer.tokenizer();
    vocabulary = writer.vocabulary();
    lexicons = writer.lexicons();
  }

  @AfterAll
  static void close() {
    writer.close();
  }

  @Test
  void leadsEveryWalkToACopyThatKeepsToItsBrief() {
    List<AdBrief> briefs =
        List.of(
            Briefs.tea(),
            Briefs.bread(),
            Briefs.story(Briefs.tea(), List.of("Made to move.")),
            Briefs.story(Briefs.bread(), List.of("Fait pour durer.", "Bon.")));

    for (AdBrief brief : briefs) {
      for (int seed = 0; seed < WALKS; seed++) {
        AdCopy copy = walk(brief, new Random(seed));
        assertThat(CopyCheck.faults(brief, copy)).as("seed %d: %s", seed, copy).isEmpty();
      }
    }
  }

  @Test
  void quotesClaimsWhole() {
    AdBrief brief = Briefs.tea();
    for (int seed = 0; seed < WALKS; seed++) {
      String text = walk(brief, new Random(seed)).text();
      assertThat(text.replace("20 cups a tin", "").replace("free delivery over £25", ""))
          .as(text)
          .satisfiesAnyOf(
              rest -> assertThat(rest).doesNotContainPattern("\\d|£"),
              rest -> assertThat(rest).contains("Free delivery over £25"));
    }
  }

  @Test
  void endsNoPartAfterAWordThatLeadsOn() {
    for (int seed = 0; seed < WALKS; seed++) {
      AdCopy copy = walk(Briefs.tea(), new Random(seed));
      assertThat(copy.headline()).doesNotContainPattern("\\b(the|of|and|with)$");
      assertThat(copy.body()).doesNotContainPattern("\\b(the|of|and|with)[.!?]");
    }
  }

  @Test
  void comesBackToBeginningsOfPartsAndSentencesAlone() {
    TokenConstraint.State state = start(Briefs.tea());
    assertThat(state.rest()).isNotNull();

    write("For people", state);
    assertThat(state.rest()).isNull();
    state.accept(vocabulary.endOf(Section.HEADLINE));
    assertThat(state.rest()).isNotNull();
    write("For people who read.", state);
    assertThat(state.rest()).isNotNull();
    write(" For", state);
    assertThat(state.rest()).isNull();
  }

  @Test
  void goesOnFromWhereItRestedWhateverWasWrittenSince() {
    TokenConstraint.State state = start(Briefs.tea());
    TokenConstraint.State rest = state.rest();
    int[] before = allowed(rest);

    write("For people who read", state);

    assertThat(allowed(rest)).isEqualTo(before).isNotEqualTo(allowed(state));
  }

  @Test
  void choosesNothingWithinAQuotation() {
    TokenConstraint.State state = start(Briefs.tea());
    state.accept(vocabulary.endOf(Section.HEADLINE));
    assertThat(state.chooses()).isTrue();

    write("20 cups", state);

    assertThat(state.chooses()).isFalse();
  }

  private static TokenConstraint.State start(AdBrief brief) {
    CopyGrammar grammar = new CopyGrammar(brief, lexicons.get(brief.language()));
    return new CopyConstraint(vocabulary, grammar, brief.placement()).start(new int[0]);
  }

  private static void write(String text, TokenConstraint.State state) {
    for (int token : tokenizer.encode(text)) {
      state.accept(token);
    }
  }

  private static int[] allowed(TokenConstraint.State state) {
    TokenMask mask = MaskAccess.full(tokenizer.bytes().length);
    state.restrict(mask);
    return MaskAccess.tokens(mask);
  }

  /** Draws any allowed token, the one like the other. */
  private static AdCopy walk(AdBrief brief, Random dice) {
    TokenConstraint.State state = start(brief);
    int[] written = new int[400];
    for (int size = 0; size < written.length; size++) {
      int[] allowed = allowed(state);
      assertThat(allowed).as(tokenizer.decode(Arrays.copyOf(written, size))).isNotEmpty();
      int token = allowed[dice.nextInt(allowed.length)];
      if (token == vocabulary.endOf(Section.CALL_TO_ACTION)) {
        return CopyReader.read(
            new Generation(Arrays.copyOf(written, size), FinishReason.STOP, 0),
            tokenizer,
            vocabulary);
      }
      state.accept(token);
      written[size] = token;
    }
    throw new AssertionError("no end: " + tokenizer.decode(written));
  }

  private static final class MaskAccess {
    static TokenMask full(int vocabulary) {
      return new TokenMask(vocabulary);
    }

    static int[] tokens(TokenMask mask) {
      int[] found = new int[mask.vocabulary()];
      int count = 0;
      for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
        found[count++] = token;
      }
      return Arrays.copyOf(found, count);
    }
  }
}
