package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.model.generate.ad.AdBrief;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a brief is made of a campaign, an audience and the post beside it. Of the post only its
 * topics come in, by a fixed table: what a user wrote never reaches the writer.
 */
final class BriefTemplate {
  private static final String VERSION = "brief/1";
  private static final int MOST_INTERESTS = 4;

  /** Above this the post lends nothing. */
  private static final double MOST_TOXICITY = 0.5;

  /** From the encoder's topics to interests that the writer knows. */
  private static final Map<String, String> INTERESTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("arts_&_culture", "art"),
              Map.entry("business_&_entrepreneurs", "finance"),
              Map.entry("family", "parenting"),
              Map.entry("fashion_&_style", "fashion"),
              Map.entry("film_tv_&_video", "cinema"),
              Map.entry("fitness_&_health", "health"),
              Map.entry("food_&_dining", "cooking"),
              Map.entry("gaming", "gaming"),
              Map.entry("learning_&_educational", "reading"),
              Map.entry("music", "music"),
              Map.entry("news_&_social_concern", "news"),
              Map.entry("science_&_technology", "tech"),
              Map.entry("sports", "football"),
              Map.entry("travel_&_adventure", "travel")));

  static final String DIGEST = digest();

  private BriefTemplate() {}

  static AdBrief brief(Briefed briefed) {
    Campaign campaign = briefed.campaign().campaign();
    var segment = briefed.call().request().getSegment();
    List<String> interests = new ArrayList<>(segment.getInterests());
    ContextPost post = briefed.inContext().post();
    if (post != null && post.toxicity() <= MOST_TOXICITY) {
      for (String topic : post.topics()) {
        String interest = INTERESTS.get(topic);
        if (interest != null && !interests.contains(interest)) {
          interests.add(interest);
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
        interests.subList(0, Math.min(MOST_INTERESTS, interests.size())),
        List.of());
  }

  private static String digest() {
    try {
      String all = VERSION + " " + MOST_INTERESTS + " " + MOST_TOXICITY + " " + INTERESTS;
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
