package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.embed.TokenBuckets;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped encoder itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostEncoderTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("murmuration.models"), "encoder", "1.4.0");
  private static final Path SHARED = Path.of(System.getProperty("murmuration.shared"));

  private LoadedModel<String, long[], PostEncoding> encoder;

  @BeforeAll
  void load() {
    encoder = new PostEncoderLoader(FOLDER.toString()).load();
  }

  @AfterAll
  void close() {
    encoder.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The match was cancelled because of the rain | Rain stopped the game | My phone needs a new battery",
        "How do I reset my password? | I forgot my password, how can I change it? | The soup needs more salt",
        "Le train a encore du retard ce matin | This morning the train is late again | J'adore ce film",
        "Quel beau coucher de soleil | What a beautiful sunset | The invoice is due on Monday"
      })
  void ranksAParaphraseAboveARandomSentence(String text, String paraphrase, String other) {
    float[] vector = vector(text);

    assertThat(cosine(vector, vector(paraphrase))).isGreaterThan(cosine(vector, vector(other)));
  }

  @ParameterizedTest
  @CsvSource({
    "Good morning everyone what a lovely day, en",
    "Bonjour à tous quelle belle journée, fr",
    "😂😂😂, und",
    "https://t.co/abc, und"
  })
  void namesTheLanguageOrAbstains(String text, String language) {
    assertThat(encoding(text).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You are a stupid worthless idiot, shut up | Thank you so much, you are very kind",
        "ta gueule espèce de connard | merci beaucoup, bonne soirée à tous"
      })
  void ratesAnInsultMoreToxicThanThanks(String insult, String thanks) {
    assertThat(encoding(insult).toxicity()).isGreaterThan(encoding(thanks).toxicity());
  }

  @Test
  void ratesALureMoreSpamThanAPost() {
    assertThat(
            encoding("WIN a £1000 gift card now!! Click http://win-now.biz or text CLAIM to 80082")
                .spam())
        .isGreaterThan(encoding("Walking home in the rain and I don't even mind").spam());
  }

  @Test
  void tellsJoyFromAnger() {
    assertThat(encoding("I love this so much, best day ever! 😍").sentiment())
        .isEqualTo("positive");
    assertThat(encoding("Worst service ever, I hate it, never again 😡").sentiment())
        .isEqualTo("negative");
  }

  @Test
  void namesTheTopicOfAMatch() {
    assertThat(encoding("What a goal! The team wins the match and the league title").topics())
        .contains("sports");
  }

  @Test
  void givesUnitVectors() {
    assertThat(cosine(vector("a post"), vector("a post"))).isBetween(0.999, 1.001);
  }

  @Test
  void givesATextTheSameBytesAloneAndInAnyBatch() throws Exception {
    Map<Integer, List<String>> byLength =
        posts().stream()
            .collect(
                Collectors.groupingBy(
                    text -> encoder.preprocessor().paddedTokens(ids(text)),
                    TreeMap::new,
                    Collectors.toList()));
    Random random = new Random(7);

    for (List<String> bucket : byLength.values()) {
      Map<String, PostEncoding> alone = new TreeMap<>();
      bucket.forEach(text -> alone.put(text, encodings(List.of(text)).get(0)));
      for (int size : new int[] {2, 3, 7, 64}) {
        List<String> batch = new ArrayList<>(bucket);
        Collections.shuffle(batch, random);
        batch = batch.subList(0, Math.min(size, batch.size()));
        List<PostEncoding> together = encodings(batch);
        for (int i = 0; i < batch.size(); i++) {
          assertThat(together.get(i))
              .as(batch.get(i))
              .usingRecursiveComparison()
              .withEqualsForType(Float::equals, Float.class)
              .isEqualTo(alone.get(batch.get(i)));
        }
      }
    }
  }

  @Test
  void encodesHostileTextsToFiniteVectors() throws Exception {
    List<String> hostile =
        new ArrayList<>(
            List.of("", " ", "\u0000", "[PAD] [CLS] [SEP]", "\u202e\u200b", "a".repeat(1_000_000)));
    hostile.add("👩🏽‍🚀".repeat(100_000));
    Path naughty = SHARED.resolve("blns/blns.json");
    if (Files.exists(naughty)) {
      hostile.addAll(Arrays.asList(new ObjectMapper().readValue(naughty.toFile(), String[].class)));
    }

    for (String text : hostile) {
      PostEncoding encoding = encoding(text);
      encoder.model().verify(encoding);
      assertThat(ids(text)).hasSizeBetween(2, 128);
    }
  }

  @Test
  void refusesADamagedModel(@TempDir Path copy) throws Exception {
    for (String file : List.of("manifest.json", "model.onnx", "tokenizer.json")) {
      Files.copy(FOLDER.resolve(file), copy.resolve(file));
    }
    byte[] bytes = Files.readAllBytes(copy.resolve("model.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy.resolve("model.onnx"), bytes);

    assertThatThrownBy(() -> new PostEncoderLoader(copy.toString()).load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("model.onnx has sha256");
  }

  @Test
  void keepsPaddingUnderATenthOnRealTweets() throws Exception {
    assumeThat(SHARED.resolve("tweeteval")).as("../shared/data/tweeteval").exists();
    long tokens = 0;
    long padded = 0;
    for (String text : posts()) {
      tokens += ids(text).length;
      padded += TokenBuckets.paddedLength(ids(text).length);
    }

    assertThat((padded - tokens) / (double) padded).isLessThan(0.1);
  }

  /** Real tweets where they are at hand, else a few of our own. */
  private static List<String> posts() throws Exception {
    Path tweets = SHARED.resolve("tweeteval/datasets/sentiment/val_text.txt");
    if (Files.exists(tweets)) {
      return Files.readAllLines(tweets).stream().distinct().limit(400).toList();
    }
    return List.of(
        "one", "two", "three", "hello there", "bonjour à tous", "what a day", "quelle journée 👋");
  }

  private long[] ids(String text) {
    try {
      return encoder.preprocessor().prepare(text);
    } catch (io.murmuration.model.inference.RejectedInputException e) {
      throw new AssertionError(e);
    }
  }

  private List<PostEncoding> encodings(List<String> texts) {
    return encoder.model().predict(texts.stream().map(this::ids).toList());
  }

  private PostEncoding encoding(String text) {
    return encodings(List.of(text)).get(0);
  }

  private float[] vector(String text) {
    return encoding(text).vector();
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }
}
