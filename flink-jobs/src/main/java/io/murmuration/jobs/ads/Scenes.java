package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What the painter is asked for: the class of things whose words are nearest to the product's, and
 * a mood by the campaign's voice. The encoder reads both languages, so one list of words serves
 * both.
 */
final class Scenes {
  /** A campaign gets a few pictures, so that they can be used again. */
  private static final int PICTURES_A_CAMPAIGN = 4;

  private static final int MOST_COLOURS = 4;
  private static final List<String> PLAIN_PALETTE = List.of("#1F2A44", "#F2B544");
  private static final String CALM = "calm";
  private static final String[][] CLASSES = {
    {"food", "food, bread, meals, restaurant, chocolate, vegetables, cuisine, repas"},
    {"coffee", "coffee, tea, espresso, café, thé, infusion"},
    {"fashion", "fashion, clothes, shoes, jewellery, bags, vêtements, chaussures, bijoux"},
    {"sport", "sport, running, cycling, gym, climbing, football, vélo, course, escalade"},
    {"travel", "travel, hotel, flights, trains, holidays, voyage, vacances, séjour"},
    {"tech", "technology, phone, computer, software, headphones, charger, ordinateur, logiciel"},
    {"finance", "bank, account, savings, insurance, banque, compte, épargne, assurance"},
    {"home", "home, furniture, lamp, bed, kitchen, cleaning, maison, meubles, literie"},
    {"beauty", "beauty, skincare, perfume, soap, beauté, parfum, cosmétiques"},
    {"health", "health, glasses, medicine, dentist, sleep, santé, lunettes, soins"},
    {"education", "courses, books, language lessons, school, cours, livres, école"},
    {"music", "music, concerts, guitar, records, musique, festival"},
    {"games", "games, board games, video games, consoles, toys, jeux, jouets"},
    {"pets", "pets, dogs, cats, pet food, animaux, chiens, chats, croquettes"},
    {"nature", "garden, plants, flowers, outdoors, energy, jardin, plantes, fleurs, énergie"},
    {"cars", "cars, electric car, driving, tyres, voitures, conduite, auto"}
  };
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

  private final List<float[]> classes;

  /** All that a painter may be asked for. */
  static List<String> productClasses() {
    return Arrays.stream(CLASSES).map(each -> each[0]).toList();
  }

  static List<String> moods() {
    return Stream.concat(Stream.of(CALM), MOODS.values().stream()).distinct().sorted().toList();
  }

  private Scenes(List<float[]> classes) {
    this.classes = classes;
  }

  static Scenes read(ModelLease<String, PostEncoding> encoder) throws InterruptedException {
    List<float[]> vectors = new ArrayList<>();
    for (String[] each : CLASSES) {
      try {
        var outcome = encoder.submit(each[1]).get();
        if (!(outcome instanceof InferenceOutcome.Done<PostEncoding> done)) {
          throw new IllegalStateException("the encoder refused the words of " + each[0]);
        }
        vectors.add(done.output().vector());
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
        nearest(version.product()),
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
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes.size(); i++) {
      double near = 0;
      for (int j = 0; j < product.length; j++) {
        near += (double) product[j] * classes.get(i)[j];
      }
      if (near > most) {
        most = near;
        best = i;
      }
    }
    return CLASSES[best][0];
  }
}
