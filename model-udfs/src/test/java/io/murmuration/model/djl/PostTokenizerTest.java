package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostTokenizerTest {
  private static final Path TOKENIZER =
      Path.of(System.getProperty("murmuration.models"), "encoder/1.4.0/tokenizer.json");
  private static final Path SETS = Path.of(System.getProperty("murmuration.shared"));
  private static final int MOST_TOKENS = 128;

  private PostTokenizer tokenizer;
  private HuggingFaceTokenizer library;

  @BeforeEach
  void load() throws IOException {
    tokenizer = new PostTokenizer(TOKENIZER, MOST_TOKENS);
    library =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(TOKENIZER)
            .optPadding(false)
            .optTruncation(true)
            .optMaxLength(MOST_TOKENS)
            .build();
  }

  @AfterEach
  void close() {
    tokenizer.close();
    library.close();
  }

  @Test
  void givesTheLibrarysTokensOfOddTexts() {
    List<String> odd =
        List.of("", " ", "a", "👩‍👩‍👧‍👦", "\uD83D", "e\u0301", "\0", "word ".repeat(500));

    assertThat(odd).allSatisfy(this::hasTheLibrarysTokens);
  }

  @Test
  void givesTheLibrarysTokensOfRealTweets() throws IOException {
    assumeThat(SETS).as("../shared/data").isDirectory();
    try (Stream<String> tweets =
        Files.lines(SETS.resolve("tweeteval/datasets/emoji/val_text.txt"))) {
      tweets.forEach(this::hasTheLibrarysTokens);
    }
  }

  private void hasTheLibrarysTokens(String text) {
    assertThat(tokenizer.prepare(text)).as(text).containsExactly(library.encode(text).getIds());
  }
}
