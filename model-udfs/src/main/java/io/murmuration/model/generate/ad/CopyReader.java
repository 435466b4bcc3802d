package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.Generation;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.ad.Progress.Section;
import java.util.Arrays;

/** From the tokens that a writer wrote to the parts of the copy. */
final class CopyReader {
  private CopyReader() {}

  /** Null if a part or its mark is missing. */
  static AdCopy read(
      Generation written, GenerativeTokenizer tokenizer, WriterVocabulary vocabulary) {
    int[] tokens = written.tokens();
    int body = indexOf(vocabulary.endOf(Section.HEADLINE), tokens, 0);
    int callToAction = indexOf(vocabulary.endOf(Section.BODY), tokens, body + 1);
    if (body < 0 || callToAction < 0) {
      return null;
    }
    return new AdCopy(
        text(tokens, 0, body, tokenizer),
        text(tokens, body + 1, callToAction, tokenizer),
        text(tokens, callToAction + 1, tokens.length, tokenizer),
        written.strain());
  }

  private static String text(int[] tokens, int from, int to, GenerativeTokenizer tokenizer) {
    return tokenizer.decode(Arrays.copyOfRange(tokens, from, to)).strip();
  }

  private static int indexOf(int mark, int[] tokens, int from) {
    for (int i = from; i < tokens.length; i++) {
      if (tokens[i] == mark) {
        return i;
      }
    }
    return -1;
  }
}
