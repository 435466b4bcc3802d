package io.murmuration.feed;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.CreativeVariant;
import io.murmuration.event.Embedding;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.Safety;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.Segment;
import io.murmuration.event.Sentiment;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.TimelineEntry;
import io.murmuration.event.Tweet;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Output records as the jobs would write them; one seed, one stream of records. */
public final class SampleRecords {
  public static final String MODEL = "encoder";
  public static final int DIMENSION = 16;

  private static final List<String[]> TEXTS =
      List.of(
          new String[] {"en", "sports", "What a match! Two goals in the last five minutes ⚽️🔥"},
          new String[] {"fr", "music", "Ce concert au bord de la Seine, inoubliable. Merci 🎻"},
          new String[] {"en", "news", "The bridge reopens on Monday after eight months of work."},
          new String[] {"de", "travel", "Im Nachtzug nach Lissabon, morgen früh am Meer 🌊"},
          new String[] {"ar", "food", "أفضل خبز في المدينة، ساخن كل صباح ☕️🥖"},
          new String[] {"ja", "nature", "朝の散歩で椋鳥の大群を見た。空が生きているみたい 🐦"},
          new String[] {"en", "science", "Starlings turn by watching just seven neighbours each."},
          new String[] {"es", "food", "La tortilla de mi abuela no tiene rival, lo siento 🍳"},
          new String[] {"fr", "sports", "Trois buts, un poteau, et la pluie: quelle soirée !"},
          new String[] {"hi", "film", "नई फ़िल्म का पहला दृश्य ही दिल जीत लेता है 🎬"},
          new String[] {"en", "technology", "Shipped it. Now the dashboards are finally quiet 🤫"});

  private static final String[] REASONS = {
    "follows @marlow", "topic sports, like 3 you liked", "popular near you", "you replied to @odile"
  };

  private final Random random;
  private final String version;
  private int made;

  public SampleRecords(long seed, String version) {
    this.random = new Random(seed);
    this.version = version;
  }

  public EnrichedTweet post(Instant at) {
    String[] text = TEXTS.get(random.nextInt(TEXTS.size()));
    return post("t" + ++made, text[0], text[1], text[2], at);
  }

  public EnrichedTweet post(String id, String language, String topic, String text, Instant at) {
    return post(id, language, topic, text, at, vector());
  }

  public EnrichedTweet post(
      String id, String language, String topic, String text, Instant at, float... vector) {
    List<Float> values = new ArrayList<>();
    for (float value : vector) {
      values.add(value);
    }
    String author = List.of("odile", "marlow", "Jun_中村", "ليلى", "sam.b").get(random.nextInt(5));
    Tweet tweet = new Tweet(id, author, text, at, null, null, null, List.of(), List.of());
    return new EnrichedTweet(
        tweet,
        language,
        new Embedding(MODEL, version, values),
        List.of(new ScoredLabel(topic, 0.5 + random.nextDouble() / 2)),
        new Sentiment(
            List.of("positive", "neutral", "negative").get(random.nextInt(3)), random.nextDouble()),
        new Safety(random.nextDouble() / 5, random.nextDouble() / 5),
        null,
        null,
        provenance(at));
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  public RankedTimeline timeline(String user, long revision, List<String> tweets, Instant at) {
    List<TimelineEntry> entries = new ArrayList<>();
    double score = 0.9;
    for (String tweet : tweets) {
      Map<String, Double> heads = new TreeMap<>();
      for (String kind : List.of("like", "repost", "reply", "click", "dwell", "mute", "report")) {
        heads.put(kind, Math.pow(random.nextDouble(), kind.length()));
      }
      String reason = REASONS[random.nextInt(REASONS.length)];
      entries.add(new TimelineEntry(tweet, score, heads, reason.startsWith("follows"), reason));
      score *= 0.93;
    }
    return new RankedTimeline(user, revision, entries, 0L, provenance(at));
  }

  /** The answer that there is no ad. */
  public Creative withoutAd(String request, Instant at) {
    return Creative.newBuilder(creative(request, "", at))
        .setAdvertiser("")
        .setProduct("")
        .setHeadline("")
        .setBody("")
        .setCallToAction("")
        .setImage(new CreativeImage("", 0, 0, "", null, null))
        .setVariants(List.of())
        .setChecks(List.of())
        .setPredictedCtr(0)
        .setRung(CreativeRung.unknown)
        .setRungReason("no campaign: nothing is written in 'de'")
        .build();
  }

  public Creative creative(String request, String campaign, Instant at) {
    boolean full = random.nextInt(4) > 0;
    return new Creative(
        request,
        campaign,
        new Segment("fr-FR", "25-34", List.of("coffee", "travel")),
        "Wake the street up",
        "Roasted this morning, two corners from you. Bring a friend, the second cup is on us.",
        "See today’s roast",
        new CreativeImage("image/png", 382, 200, "0".repeat(64), ByteBuffer.wrap(png()), null),
        List.of(new CreativeVariant("Fresh at nine", "Come by.", "Go", 0.011, "name.claim")),
        List.of(
            new CreativeCheck("facts", true, "each claim is in the brief"),
            new CreativeCheck("brand words", true, "says what it must"),
            new CreativeCheck("toxicity", true, "0.01"),
            new CreativeCheck("contrast", full, full ? "7.1:1" : "3.9:1, replaced by a template")),
        0.012 + random.nextDouble() / 50,
        full ? CreativeRung.full : CreativeRung.template,
        true,
        provenance(at),
        "Corner Roasters",
        "feed",
        full ? "" : "contrast under 4.5:1",
        "Corner Roast");
  }

  private byte[] png() {
    BufferedImage image = new BufferedImage(382, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    float hue = random.nextFloat();
    g.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue, 0.5f, 0.95f),
            382,
            200,
            Color.getHSBColor(hue + 0.1f, 0.7f, 0.5f)));
    g.fillRect(0, 0, 382, 200);
    g.setColor(new Color(255, 255, 255, 70));
    for (int i = 0; i < 9; i++) {
      int size = 20 + random.nextInt(90);
      g.fillOval(random.nextInt(382) - 20, random.nextInt(200) - 20, size, size);
    }
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Provenance provenance(Instant at) {
    return new Provenance(new SourcePosition("tweets", 0, 1L), List.of(), null, null, at);
  }
}
