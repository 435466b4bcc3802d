package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What the painter is asked for: the class of things that the campaign's description names, else
 * the one whose words are nearest to the product's, and a mood by the campaign's voice.
 */
final class Scenes {
  /** A campaign gets a few pictures, so that they can be used again. */
  private static final int PICTURES_A_CAMPAIGN = 4;

  private static final int MOST_COLOURS = 4;
  private static final List<String> PLAIN_PALETTE = List.of("#1F2A44", "#F2B544");
  private static final String CALM = "calm";
  private static final Map<String, String> MOODS =
      Map.ofEntries(
          Map.entry("warm", "warm"),
          Map.entry("friendly", "warm"),
          Map.entry("caring", "warm"),
          Map.entry("playful", "playful"),
          Map.entry("fun", "playful"),
          Map.entry("witty", "playful"),
          Map.entry("bold", "bold"),
          Map.entry("audacieux", "bold"),
          Map.entry("elegant", "elegant"),
          Map.entry("refined", "elegant"),
          Map.entry("fresh", "fresh"),
          Map.entry("expert", "fresh"),
          Map.entry("technical", "fresh"));

  private static final SceneWords WORDS = SceneWords.read();

  private final Map<String, float[]> classes;

  /** All that a painter may be asked for. */
  static List<String> productClasses() {
    return WORDS.classes();
  }

  static List<String> moods() {
    return Stream.concat(Stream.of(CALM), MOODS.values().stream()).distinct().sorted().toList();
  }

  private Scenes(Map<String, float[]> classes) {
    this.classes = classes;
  }

  static Scenes read(ModelLease<String, PostEncoding> encoder) throws InterruptedException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (String each : WORDS.classes()) {
      try {
        var outcome = encoder.submit(WORDS.text(each)).get();
        if (!(outcome instanceof InferenceOutcome.Done<PostEncoding> done)) {
          throw new IllegalStateException("the encoder refused the words of " + each);
        }
        vectors.put(each, done.output().vector());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the encoder failed", e);
      }
    }
    return new Scenes(vectors);
  }

  ImageBrief brief(CampaignVersion version, String requestId) {
    Campaign campaign = version.campaign();
    long picture = Math.floorMod(Seeds.of(requestId), PICTURES_A_CAMPAIGN);
    return new ImageBrief(
        WORDS.named(campaign.getDescription()).orElseGet(() -> nearest(version.product())),
        MOODS.getOrDefault(campaign.getVoice().toLowerCase(java.util.Locale.ROOT), CALM),
        palette(campaign),
        Seeds.of(version.id(), (int) picture, 0));
  }

  /** One to four colours. */
  static List<String> palette(Campaign campaign) {
    List<String> given = campaign.getPalette();
    return given.isEmpty() ? PLAIN_PALETTE : given.subList(0, Math.min(MOST_COLOURS, given.size()));
  }

  private String nearest(float[] product) {
    String best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, float[]> each : classes.entrySet()) {
      double near = 0;
      for (int j = 0; j < product.length; j++) {
        near += (double) product[j] * each.getValue()[j];
      }
      if (near > most) {
        most = near;
        best = each.getKey();
      }
    }
    return best;
  }
}
