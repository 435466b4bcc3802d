package io.murmuration.model.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.murmuration.model.embed.TokenBuckets;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Preprocessor;
import java.io.IOException;
import java.nio.file.Path;

/** A post's text as token ids, by the model's {@code tokenizer.json}. */
final class PostTokenizer implements Preprocessor<String, long[]> {
  /**
   * No model here reads more than 128 tokens; what follows would be tokenised for nothing, and a
   * text of a million characters would hold up its neighbours.
   */
  private static final int MAX_CHARACTERS = 4_096;

  private final HuggingFaceTokenizer tokenizer;

  PostTokenizer(Path tokenizerJson, int maxTokens) {
    try {
      tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(tokenizerJson)
              .optPadding(false)
              .optTruncation(true)
              .optMaxLength(maxTokens)
              .build();
    } catch (IOException e) {
      throw new FatalInferenceException(tokenizerJson + " can't be loaded: " + e.getMessage(), e);
    }
  }

  /**
   * Past DJL's {@code encode}, which also fetches each token's string, span and masks across JNI;
   * nobody here reads them.
   */
  @Override
  public long[] prepare(String text) {
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), head(text), true);
    try {
      return TokenizersLibrary.LIB.getTokenIds(encoding);
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public int tokens(long[] ids) {
    return ids.length;
  }

  @Override
  public int paddedTokens(long[] ids) {
    return TokenBuckets.paddedLength(ids.length);
  }

  private static String head(String text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text;
    }
    boolean halvesAPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
    return text.substring(0, halvesAPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
