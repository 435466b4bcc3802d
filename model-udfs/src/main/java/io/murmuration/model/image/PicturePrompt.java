package io.murmuration.model.image;

import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.schemas.Sha256;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How a model that reads words is asked for a picture: a fixed sentence with the words that the
 * template has for a class of products and a mood, and the brand's colours. Nothing else comes in:
 * what an advertiser or a user wrote never reaches the painter. Thread-safe.
 *
 * @param text with {@code {product}}, {@code {mood}} and {@code {colours}}
 * @param products the words of each product class
 * @param moods the words of each mood
 */
public record PicturePrompt(
    String version, String text, TreeMap<String, String> products, TreeMap<String, String> moods)
    implements Serializable {
  private static final String OF_THE_DAY = "picture-prompt-1.properties";
  private static final String PRODUCT = "product.";
  private static final String MOOD = "mood.";

  /** That of the day. */
  public static PicturePrompt standard() {
    Properties lines = new Properties();
    try (Reader in =
        new InputStreamReader(
            PicturePrompt.class.getResourceAsStream(OF_THE_DAY), StandardCharsets.UTF_8)) {
      lines.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PicturePrompt(
        lines.getProperty("version").strip(),
        lines.getProperty("text").strip(),
        words(lines, PRODUCT),
        words(lines, MOOD));
  }

  private static TreeMap<String, String> words(Properties lines, String prefix) {
    TreeMap<String, String> words = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        words.put(key.substring(prefix.length()), lines.getProperty(key).strip());
      }
    }
    return words;
  }

  /**
   * @throws RejectedInputException if the template has no words for the brief's, or a colour is
   *     none
   */
  public String of(ImageBrief brief) throws RejectedInputException {
    try (BriefReader reader =
        new BriefReader(new ArrayList<>(products.keySet()), new ArrayList<>(moods.keySet()))) {
      reader.prepare(brief);
    }
    return text.replace("{product}", products.get(brief.productClass()))
        .replace("{mood}", moods.get(brief.mood()))
        .replace("{colours}", String.join(", ", brief.palette()));
  }

  /** SHA-256 of all that it says. */
  public String digest() {
    return Sha256.hex(version + " " + text + " " + products + " " + moods);
  }
}
