package io.murmuration.model.generate.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBytesTest {
  @Test
  void readsTheSpellingOfSentencePiece() {
    byte[][] bytes =
        TokenBytes.of(
            """
            {"added_tokens": [{"id": 0, "content": "<s>", "special": true}],
             "decoder": {"type": "ByteFallback"},
             "model": {"vocab": {"<s>": 0, "<0xC3>": 1, "\u2581\u00e9": 2}}}""",
            "here");

    assertThat(bytes)
        .isDeepEqualTo(new byte[][] {{}, {(byte) 0xc3}, {' ', (byte) 0xc3, (byte) 0xa9}});
  }

  @Test
  void readsTheSpellingOfGpt2() {
    byte[][] bytes =
        TokenBytes.of(
            """
            {"decoder": {"type": "ByteLevel"},
             "model": {"vocab": {"\u0120a": 0, "\u010a": 1, "\u00c3\u00a9": 2, "\u0100": 3, "\u0143": 4}}}""",
            "here");

    assertThat(bytes)
        .isDeepEqualTo(
            new byte[][] {
              {' ', 'a'}, {'\n'}, {(byte) 0xc3, (byte) 0xa9}, {0}, {(byte) 0xad},
            });
  }
}
