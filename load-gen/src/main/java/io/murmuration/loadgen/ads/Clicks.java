package io.murmuration.loadgen.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeFeedback;
import io.murmuration.event.CreativeVariant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the simulated audience does with a creative: whether it clicks hangs on tastes that nobody
 * else sees (of the campaign, of its styles by age, of the position), by the seed and the
 * creative's id alone.
 */
public final class Clicks {
  private static final double BASE = -3.2;
  private static final double[] POSITIONS = {0, -0.3, -0.6};

  private final long seed;

  public Clicks(long seed) {
    this.seed = seed;
  }

  /** None where nothing was shown. */
  public Optional<CreativeFeedback> on(Creative creative, Instant at) {
    if (creative.getCampaignId().isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = about("shown " + creative.getRequestId());
    int position = random.nextInt(POSITIONS.length);
    int variant = variant(creative);
    String style = variant < 0 ? "" : creative.getVariants().get(variant).getStyle();
    String age = creative.getSegment().getAgeBand();
    double appeal =
        BASE
            + 0.5 * taste("campaign " + creative.getCampaignId())
            + 0.5 * taste("style " + style + " " + age)
            + 0.3 * taste("campaign style " + creative.getCampaignId() + " " + style)
            + POSITIONS[position];
    double probability = 1 / (1 + Math.exp(-appeal));
    return Optional.of(
        CreativeFeedback.newBuilder()
            .setRequestId(creative.getRequestId())
            .setCampaignId(creative.getCampaignId())
            .setAdvertiser(creative.getAdvertiser())
            .setSegment(creative.getSegment())
            .setPlacement(creative.getPlacement())
            .setVariant(variant)
            .setStyle(style)
            .setPosition(position)
            .setPredictedCtr(creative.getPredictedCtr())
            .setClicked(random.nextDouble() < probability)
            .setAt(at)
            .build());
  }

  private static int variant(Creative creative) {
    List<CreativeVariant> all = creative.getVariants();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getHeadline().equals(creative.getHeadline())
          && all.get(i).getBody().equals(creative.getBody())) {
        return i;
      }
    }
    return -1;
  }

  /** About a normal number: the sum of uniform ones. */
  private double taste(String what) {
    SplittableRandom random = about(what);
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum - 6;
  }

  private SplittableRandom about(String what) {
    long hash = seed ^ 0xcbf29ce484222325L;
    for (int i = 0; i < what.length(); i++) {
      hash = (hash ^ what.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(hash);
  }
}
