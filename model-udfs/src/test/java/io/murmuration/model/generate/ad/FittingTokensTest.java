package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.generate.ad.Progress.Section;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walking down the vocabulary finds what trying token by token finds. */
class FittingTokensTest {
  private static final int WALKS = 12;
  private static final int STEPS = 60;
  private static final Pattern ONE_WORD_OR_STOP = Pattern.compile(" ?(?:[^ .,!?:;]+|[.,!?:;])");

  private static ShippedWriter writer;
  private static WriterVocabulary vocabulary;
  private static Map<String, Lexicon> lexicons;
  private static BitSet simple;

  @BeforeAll
  static void load() {
    writer = ShippedWriter.load();
    vocabulary = writer.vocabulary();
    lexicons = writer.lexicons();
    simple = new BitSet();
    for (int token = 0; token < writer.tokenizer().bytes().length; token++) {
      String text = new String(vocabulary.bytes(token), StandardCharsets.UTF_8);
      simple.set(token, ONE_WORD_OR_STOP.matcher(text).matches());
    }
  }

  @AfterAll
  static void close() {
    writer.close();
  }

  @Test
  void keepsThoseThatFitWhenTriedOneByOne() {
    List<AdBrief> briefs =
        List.of(
            Briefs.tea(),
            Briefs.bread(),
            Briefs.story(Briefs.tea(), List.of("Made to move.")),
            Briefs.story(Briefs.bread(), List.of("Fait pour durer.", "Bon.")));

    for (AdBrief brief : briefs) {
      CopyGrammar grammar = new CopyGrammar(brief, lexicons.get(brief.language()));
      FittingTokens fitting = new FittingTokens(vocabulary.tokens(), grammar, brief.placement());
      for (int seed = 0; seed < WALKS; seed++) {
        for (Section section : Section.values()) {
          walk(brief, grammar, fitting, Progress.begin(section, 0), new Random(seed));
        }
      }
    }
  }

  /** Any fitting token next, the one like the other, until none is left. */
  private static void walk(
      AdBrief brief, CopyGrammar grammar, FittingTokens fitting, Progress beginning, Random dice) {
    Progress progress = beginning;
    for (int step = 0; step < STEPS; step++) {
      BitSet found = fitting.after(progress);
      found.and(simple);
      assertThat(found).as("%s", progress).isEqualTo(tried(progress, grammar, brief));
      if (found.isEmpty()) {
        return;
      }
      int[] tokens = found.stream().toArray();
      byte[] drawn = vocabulary.bytes(tokens[dice.nextInt(tokens.length)]);
      progress = progress.advance(drawn, grammar, brief.placement());
    }
  }

  private static BitSet tried(Progress progress, CopyGrammar grammar, AdBrief brief) {
    BitSet fit = new BitSet();
    for (int token = simple.nextSetBit(0); token >= 0; token = simple.nextSetBit(token + 1)) {
      Progress then = progress.advance(vocabulary.bytes(token), grammar, brief.placement());
      fit.set(token, then.isPossible() && then.fits(grammar, brief.placement()));
    }
    return fit;
  }
}
