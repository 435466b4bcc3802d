package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The bytes that each token of a {@code tokenizer.json} adds to a text: of SentencePiece's spelling
 * (U+2581 for a space, {@code <0x0A>} for a byte), or of GPT-2's, which shows each byte as a
 * character.
 */
public final class TokenBytes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BYTE_LEVEL = "ByteLevel";
  private static final int BYTES = 256;
  private static final int LAST_HIDDEN = 0x143;

  private TokenBytes() {}

  /**
   * By id; empty for marks such as the beginning and the end.
   *
   * @param source for the message if there is no vocabulary in it
   */
  public static byte[][] of(String tokenizerJson, String source) {
    JsonNode root = read(tokenizerJson, source);
    JsonNode vocabulary = root.path("model").path("vocab");
    if (!vocabulary.isObject()) {
      throw new FatalInferenceException(source + " has no model.vocab of the form {token: id}");
    }
    boolean byteLevel = root.path("decoder").toString().contains(BYTE_LEVEL);
    int size = 0;
    for (JsonNode id : vocabulary) {
      size = Math.max(size, id.asInt() + 1);
    }
    for (JsonNode token : root.path("added_tokens")) {
      size = Math.max(size, token.path("id").asInt() + 1);
    }
    byte[][] bytes = new byte[size][0];
    for (Map.Entry<String, JsonNode> each : vocabulary.properties()) {
      bytes[each.getValue().asInt()] =
          byteLevel ? shownBytes(each.getKey()) : pieceBytes(each.getKey());
    }
    for (JsonNode token : root.path("added_tokens")) {
      bytes[token.path("id").asInt()] =
          token.path("special").asBoolean() ? new byte[0] : utf8(token.path("content").asText());
    }
    return bytes;
  }

  private static byte[] pieceBytes(String piece) {
    if (piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">")) {
      return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
    }
    return utf8(piece.replace('\u2581', ' '));
  }

  /** Printable bytes of Latin-1 stand for themselves, the others follow from U+0100 on. */
  private static byte[] shownBytes(String shown) {
    if (shown.chars().anyMatch(character -> character > LAST_HIDDEN)) {
      return utf8(shown);
    }
    byte[] bytes = new byte[shown.length()];
    for (int i = 0; i < bytes.length; i++) {
      int character = shown.charAt(i);
      bytes[i] = (byte) (character < BYTES ? character : hidden(character - BYTES));
    }
    return bytes;
  }

  private static int hidden(int place) {
    int value = -1;
    for (int left = place; left >= 0; left--) {
      do {
        value++;
      } while (isShown(value));
    }
    return value;
  }

  private static boolean isShown(int value) {
    return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode read(String tokenizerJson, String source) {
    try {
      return JSON.readTree(tokenizerJson);
    } catch (IOException e) {
      throw new FatalInferenceException(source + " is no JSON", e);
    }
  }
}
