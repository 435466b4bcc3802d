package io.murmuration.model.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.weights.TokenBytes;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A decoder's tokenizer by {@code tokenizer.json}. */
final class HuggingFaceTokens implements GenerativeTokenizer {
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "padding", "false", "truncation", "false");

  private final HuggingFaceTokenizer tokenizer;

  private final byte[][] bytes;

  private HuggingFaceTokens(HuggingFaceTokenizer tokenizer, byte[][] bytes) {
    this.tokenizer = tokenizer;
    this.bytes = bytes;
  }

  static HuggingFaceTokens read(Path tokenizerJson) {
    if (!Files.isRegularFile(tokenizerJson)) {
      throw new FatalInferenceException("the model's file " + tokenizerJson + " is missing");
    }
    try {
      return of(Files.readString(tokenizerJson), tokenizerJson.toString());
    } catch (IOException e) {
      throw new FatalInferenceException(tokenizerJson + " can't be read: " + e, e);
    }
  }

  /**
   * @param source for the message if it can't be loaded
   */
  static HuggingFaceTokens of(String tokenizerJson, String source) {
    byte[][] bytes = TokenBytes.of(tokenizerJson, source);
    byte[] json = tokenizerJson.getBytes(StandardCharsets.UTF_8);
    try {
      return new HuggingFaceTokens(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS), bytes);
    } catch (IOException | RuntimeException e) {
      throw new FatalInferenceException(
          "the tokenizer of " + source + " can't be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public int[] encode(String text) {
    long[] ids = tokenizer.encode(text, false, false).getIds();
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), true);
  }

  @Override
  public byte[][] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
