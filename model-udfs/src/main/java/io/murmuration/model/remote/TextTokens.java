package io.murmuration.model.remote;

import java.nio.charset.StandardCharsets;

/** What a text will cost, roughly: only the server knows its own tokens. */
final class TextTokens {
  private static final int BYTES_A_TOKEN = 4;

  private TextTokens() {}

  static int estimate(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN + 1;
  }
}
