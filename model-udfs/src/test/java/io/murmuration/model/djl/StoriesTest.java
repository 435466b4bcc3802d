package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.generate.ContinuousBatch;
import io.murmuration.model.generate.FinishReason;
import io.murmuration.model.generate.Generation;
import io.murmuration.model.generate.GenerationLimits;
import io.murmuration.model.generate.GenerationRequest;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.Sampling;
import io.murmuration.model.inference.DeviceThread;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small models that others trained, as published. */
class StoriesTest {
  private static final Path SHARED = Path.of(System.getProperty("murmuration.shared"));
  private static final Path BIN = SHARED.resolve("model-stories260k/stories260K.bin");
  private static final Path GGUF = SHARED.resolve("model-vespa/llm/tinyllm.gguf");

  /** From the model's card, greedy. */
  private static final String STORY =
      """
      Once upon a time, there was a little girl named Lily. She loved to play outside in the park. \
      One day, she saw a big, red ball. She wanted to play with it, but it was too high.
      Lily's mom said, "Lily, let's go to the park." Lily was sad and didn't know what to do. She \
      said, "I want to play with your ball, but I can't find it."
      Lily was sad and didn't know what to do. She said, "I'm sorry, Lily. I didn't know what to do."
      Lily didn't want to help her mom, so she said, "I'm sorry, mom. I didn't know what to do." \
      Her mom said, "Don't worry, Lily. We can help you.""";

  @BeforeEach
  void filesAreThere() {
    assumeThat(BIN).as("../shared/data/model-stories260k").exists();
    assumeThat(GGUF).as("../shared/data/model-vespa").exists();
  }

  @Test
  void writesThePublishedStoryFromLlama2c(@TempDir Path folder) throws Exception {
    Path bin = folder.resolve("stories260K.bin");
    ForkedStories.repair(BIN, bin);
    GenerativeTokenizer tokenizer = DecoderLoader.ggufTokenizer(GGUF);
    try (LoadedDecoder decoder = new DecoderLoader(1).llama2c(bin, tokenizer)) {
      assertThat(story(decoder, 256)).isEqualTo(STORY);
    }
  }

  @Test
  void writesThePublishedStoryFromGguf() throws Exception {
    try (LoadedDecoder decoder = new DecoderLoader(1).gguf(GGUF)) {
      assertThat(STORY).startsWith(story(decoder, 127));
    }
  }

  @Test
  void readsAndWritesAnyText() {
    try (GenerativeTokenizer tokenizer = DecoderLoader.ggufTokenizer(GGUF)) {
      for (String text : new String[] {"Once upon a time", "", "été 👋", "two  spaces", "a\nb"}) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      }
      assertThat(tokenizer.encode("Once upon a time")).hasSizeLessThan(8);
    }
  }

  @Test
  void knowsTheBytesOfEachToken() {
    try (GenerativeTokenizer tokenizer = DecoderLoader.ggufTokenizer(GGUF)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int token : tokenizer.encode("été 👋 a\nb")) {
        bytes.writeBytes(tokenizer.bytes()[token]);
      }

      assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(" été 👋 a\nb");
      assertThat(tokenizer.bytes()).hasNumberOfRows(512);
      assertThat(tokenizer.bytes()[1]).isEmpty();
    }
  }

  private static String story(LoadedDecoder decoder, int tokens) throws Exception {
    try (ContinuousBatch batch =
        new ContinuousBatch(
            decoder.step(), GenerationLimits.defaults(), DeviceThread.daemon("stories"))) {
      int[] prompt = {decoder.marks().begin()};
      Generation generation =
          batch.submit(new GenerationRequest(prompt, Sampling.greedy(tokens, Set.of(1)))).get();
      assertThat(generation.finish()).isEqualTo(FinishReason.LENGTH);
      return decoder.tokenizer().decode(generation.tokens());
    }
  }
}
