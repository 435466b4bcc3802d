package io.murmuration.loadgen.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ads before audiences: campaigns of advertisers, a few copies of each, segments of people, and the
 * true probability of a click. Equal seeds give equal worlds; every impression is made from the
 * seed and its own number alone.
 */
public final class AdWorld {
  private static final long CAMPAIGNS_ABOUT = 11;
  private static final long IMPRESSIONS_ABOUT = 12;
  private static final long TASTES_ABOUT = 13;
  private static final int CAMPAIGNS = 150;
  private static final int ADVERTISERS = 40;
  private static final int COPIES = 4;
  private static final int TOPICS = 40;
  private static final List<String> LOCALES = List.of("en", "fr");
  private static final List<String> AGES = List.of("18-24", "25-34", "35-49", "50-64", "65+");
  private static final double[] SLOTS = {0, -0.2, -0.4};
  private static final double BASE = -4.9;

  /** Hidden but for the ids; equal topics suit equal interests. */
  private record Campaign(int index, int advertiser, int topic, double draws, double[] copies) {}

  /**
   * Whom an ad is shown to.
   *
   * @param interests topics
   */
  public record Audience(String locale, String age, List<Integer> interests) {}

  /**
   * @param match the cosine of the product and the audience's interests, scaled like the encoder's
   * @param pastOther how often the audience engaged with other campaigns before
   * @param probability of a click; hidden
   */
  public record Impression(
      long index,
      int campaign,
      int copy,
      int advertiser,
      int topic,
      Audience audience,
      int slot,
      double match,
      int pastOther,
      double probability,
      boolean clicked) {}

  private final long seed;
  private final List<Campaign> campaigns = new ArrayList<>();

  public AdWorld(long seed) {
    this.seed = seed;
    for (int index = 0; index < CAMPAIGNS; index++) {
      SplittableRandom random = Chance.about(seed, CAMPAIGNS_ABOUT, index);
      int advertiser = random.nextInt(ADVERTISERS);
      double[] copies = new double[COPIES];
      for (int copy = 0; copy < COPIES; copy++) {
        copies[copy] = 0.35 * Chance.gaussian(random);
      }
      campaigns.add(
          new Campaign(
              index,
              advertiser,
              random.nextInt(TOPICS),
              0.5 * Chance.gaussian(random) + taste(0.4, 1, advertiser, 0),
              copies));
    }
  }

  /** How many copies a campaign has. */
  public int copies() {
    return COPIES;
  }

  /** Some campaigns are shown often, most seldom; the audience and the copy are drawn at random. */
  public Impression impression(long index) {
    return impression(index, -1);
  }

  /**
   * The same impression with this copy in place of the one that was drawn.
   *
   * @param wanted from 0, or -1 for the one drawn
   */
  public Impression impression(long index, int wanted) {
    SplittableRandom random = Chance.about(seed, IMPRESSIONS_ABOUT, index);
    double luck = random.nextDouble();
    Campaign campaign = campaigns.get((int) (CAMPAIGNS * luck * luck));
    int drawn = random.nextInt(COPIES);
    int copy = wanted < 0 ? drawn : wanted;
    Audience audience = audience(random);
    int slot = random.nextInt(SLOTS.length);
    int pastOther = random.nextDouble() < 0.05 ? 1 + random.nextInt(3) : 0;
    boolean suits = audience.interests().contains(campaign.topic());
    double click = random.nextDouble();
    double probability =
        Chance.logistic(
            BASE
                + campaign.draws()
                + campaign.copies()[copy]
                + taste(0.4, 2, campaign.topic(), AGES.indexOf(audience.age()))
                + taste(0.3, 3, campaign.index(), LOCALES.indexOf(audience.locale()))
                + (suits ? 0.9 : 0)
                + SLOTS[slot]
                + 0.7 * Math.log1p(pastOther));
    return new Impression(
        index,
        campaign.index(),
        copy,
        campaign.advertiser(),
        campaign.topic(),
        audience,
        slot,
        match(campaign, audience, suits),
        pastOther,
        probability,
        click < probability);
  }

  /** The same for the same campaign and interests. */
  private double match(Campaign campaign, Audience audience, boolean suits) {
    SplittableRandom random =
        Chance.about(seed, TASTES_ABOUT, 4, campaign.index(), audience.interests().hashCode());
    return (suits ? 0.1 : 0.03) + 0.06 * Chance.gaussian(random);
  }

  private static Audience audience(SplittableRandom random) {
    List<Integer> interests = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      interests.add(random.nextInt(TOPICS));
    }
    return new Audience(
        LOCALES.get(random.nextDouble() < 0.6 ? 0 : 1),
        AGES.get(random.nextInt(AGES.size())),
        interests.stream().distinct().sorted().toList());
  }

  private double taste(double deviation, long kind, long left, long right) {
    return deviation * Chance.gaussian(Chance.about(seed, TASTES_ABOUT, kind, left, right));
  }
}
