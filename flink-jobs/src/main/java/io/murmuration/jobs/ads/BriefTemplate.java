package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.schemas.Sha256;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How a brief is made of a campaign, an audience and the post beside it. Of the post only its
 * topics come in, by a fixed table: what a user wrote never reaches the writer.
 *
 * @param mostToxicity above this the post lends nothing
 * @param interests that the writer knows, by the encoder's topics
 */
public record BriefTemplate(
    String version, int mostInterests, double mostToxicity, TreeMap<String, String> interests)
    implements Serializable {
  private static final String OF_THE_DAY = "brief-1.properties";
  private static final String TOPIC = "topic.";

  public BriefTemplate {
    if (version.isBlank() || mostInterests < 0 || !(mostToxicity >= 0 && mostToxicity <= 1)) {
      throw new IllegalArgumentException(
          "a brief template takes a version, most_interests from 0 and most_toxicity from 0 to 1");
    }
  }

  /** That of the day. */
  static BriefTemplate standard() {
    try (Reader text =
        new InputStreamReader(
            BriefTemplate.class.getResourceAsStream(OF_THE_DAY), StandardCharsets.UTF_8)) {
      return read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param file as brief-1.properties, or null for that of the day
   * @throws IllegalArgumentException saying what it lacks
   */
  public static BriefTemplate in(Path file) {
    if (file == null) {
      return standard();
    }
    try (Reader text = Files.newBufferedReader(file)) {
      return read(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("no template can be read from " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static BriefTemplate read(Reader text) throws IOException {
    Properties lines = new Properties();
    lines.load(text);
    TreeMap<String, String> interests = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(TOPIC)) {
        interests.put(key.substring(TOPIC.length()), lines.getProperty(key).strip());
      }
    }
    return new BriefTemplate(
        value(lines, "version"),
        Integer.parseInt(value(lines, "most_interests")),
        Double.parseDouble(value(lines, "most_toxicity")),
        interests);
  }

  private static String value(Properties lines, String key) {
    String value = lines.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return value.strip();
  }

  AdBrief brief(Briefed briefed) {
    Campaign campaign = briefed.campaign().campaign();
    var segment = briefed.call().request().getSegment();
    List<String> asked = new ArrayList<>(segment.getInterests());
    ContextPost post = briefed.inContext().post();
    if (post != null && post.toxicity() <= mostToxicity) {
      for (String topic : post.topics()) {
        String interest = interests.get(topic);
        if (interest != null && !asked.contains(interest)) {
          asked.add(interest);
        }
      }
    }
    return new AdBrief(
        briefed.call().language(),
        ValidateCall.placement(briefed.call().request()),
        campaign.getVoice(),
        campaign.getProduct().strip(),
        campaign.getAdvertiser().strip(),
        campaign.getDescription(),
        campaign.getClaims(),
        campaign.getMustSay(),
        campaign.getMustNotSay(),
        segment.getAgeBand(),
        asked.subList(0, Math.min(mostInterests, asked.size())),
        List.of());
  }

  String digest() {
    return Sha256.hex(version + " " + mostInterests + " " + mostToxicity + " " + interests);
  }
}
