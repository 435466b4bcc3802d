package io.murmuration.loadgen;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.loadgen.world.Post;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Words for what the world's posts are about. All of it was written for this project. */
final class TopicPhrases {
  private static final String FILE = "topic-phrases.json";
  private static final double NOTICEABLE = 0.25;

  /**
   * @param subjects what could be liked or not
   * @param details sentences by themselves
   */
  record Words(List<String> subjects, List<String> details, List<String> tags) {}

  private record Openers(List<String> glad, List<String> plain, List<String> cross) {
    List<String> of(double feeling) {
      return feeling > NOTICEABLE ? glad : feeling < -NOTICEABLE ? cross : plain;
    }
  }

  private static final Map<String, Openers> OPENERS =
      Map.of(
          "en",
          new Openers(
              List.of(
                  "So happy with", "I love", "What a joy:", "Best thing today:", "Thank you for"),
              List.of(
                  "Just saw",
                  "Has anyone tried",
                  "Still thinking about",
                  "Let's talk about",
                  "Today it was",
                  "A word on",
                  "Question about"),
              List.of(
                  "So disappointed by", "I can't stand", "Terrible:", "Never again", "Tired of")),
          "fr",
          new Openers(
              List.of("J'adore", "Quel bonheur,", "Ravie, enfin", "Vive", "Merci pour"),
              List.of(
                  "Je viens de voir",
                  "Qui connaît",
                  "Toujours en tête :",
                  "Aujourd'hui, c'était",
                  "On en parle :",
                  "Un mot sur",
                  "Question sur"),
              List.of(
                  "Quelle déception,", "Plus jamais", "Insupportable :", "Je déteste", "Nul :")));
  private static final Map<String, String> INSULT =
      Map.of("en", "you stupid idiots, shut up", "fr", "bande d'idiots, fermez-la");
  private static final Map<String, String> SPAM =
      Map.of(
          "en",
          "WIN a FREE prize now!!! Claim your cash reward, text WIN, click",
          "fr",
          "GAGNEZ un cadeau GRATUIT !!! Réclamez votre prix, cliquez");

  private final Map<String, Map<String, Words>> words;

  private TopicPhrases(Map<String, Map<String, Words>> words) {
    this.words = words;
  }

  static TopicPhrases load() {
    try (InputStream in = TopicPhrases.class.getResourceAsStream(FILE)) {
      return new TopicPhrases(new ObjectMapper().readValue(in, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sorted. */
  List<String> topics() {
    return List.copyOf(new TreeMap<>(words).keySet());
  }

  /**
   * @param topic of {@link #topics}
   * @param language en or fr
   */
  String text(String topic, String language, Post post, SplittableRandom random) {
    if (post.junk()) {
      return SPAM.get(language) + " https://win.example/" + random.nextInt(1 << 20);
    }
    Words about = words.get(topic).get(language);
    String opener = any(OPENERS.get(language).of(post.enrichment().sentiment()), random);
    String text =
        opener + " " + any(about.subjects(), random) + ", " + any(about.details(), random);
    if (random.nextDouble() < 0.4) {
      text += ". " + any(about.details(), random);
    }
    if (post.hurts() > 0) {
      text += ", " + INSULT.get(language);
    }
    return random.nextDouble() < 0.6 ? text + " " + any(about.tags(), random) : text;
  }

  List<String> details(String topic, String language) {
    return words.get(topic).get(language).details();
  }

  private static String any(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
