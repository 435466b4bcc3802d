package io.murmuration.cli.rank;

import io.murmuration.loadgen.world.AdWorld;
import io.murmuration.loadgen.world.AdWorld.Impression;
import io.murmuration.model.rank.AdCounts;
import io.murmuration.model.rank.AdImpression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Impressions of a simulated world of ads, with the features that all earlier ones give. */
public final class SimulatedAds {
  private static final long HELD_OUT_SEED = 2_001;
  private static final int HELD_OUT_BEFORE = 100_000;
  private static final int HELD_OUT = 60_000;

  /** An impression with its features. */
  public record Row(float[] features, boolean clicked) {}

  /** What could be said to one audience: the features and the true rate of each copy. */
  public record Choice(List<float[]> features, double[] rates) {}

  /** What the model is measured on. */
  public record HeldOut(List<Row> rows, List<Choice> choices) {}

  private final AdWorld world;
  private final AdCounts counts = new AdCounts();
  private long next;

  SimulatedAds(long seed) {
    world = new AdWorld(seed);
  }

  /** Of a world of other campaigns and audiences than those of the training. */
  public static HeldOut heldOut() {
    SimulatedAds ads = new SimulatedAds(HELD_OUT_SEED);
    for (int i = 0; i < HELD_OUT_BEFORE; i++) {
      ads.next();
    }
    List<Row> rows = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < HELD_OUT; i++) {
      if (i % 20 == 0) {
        choices.add(ads.choice());
      }
      rows.add(ads.next());
    }
    return new HeldOut(rows, choices);
  }

  /** Computes the next impression's features, then counts it. */
  Row next() {
    Impression impression = world.impression(next++);
    AdImpression ad = known(impression);
    Row row = new Row(counts.features(ad), impression.clicked());
    counts.shown(ad);
    if (impression.clicked()) {
      counts.clicked(ad);
    }
    return row;
  }

  private Choice choice() {
    List<Impression> copies =
        IntStream.range(0, world.copies()).mapToObj(copy -> world.impression(next, copy)).toList();
    return new Choice(
        copies.stream().map(each -> counts.features(known(each))).toList(),
        copies.stream().mapToDouble(Impression::probability).toArray());
  }

  private static AdImpression known(Impression impression) {
    AdWorld.Audience audience = impression.audience();
    List<String> segment = new ArrayList<>();
    segment.add("locale=" + audience.locale());
    segment.add("age=" + audience.age());
    audience.interests().forEach(topic -> segment.add("interest=" + topic));
    return new AdImpression(
        "c" + impression.campaign(),
        Integer.toString(impression.copy()),
        List.of("advertiser=" + impression.advertiser(), "trade=" + impression.topic()),
        segment,
        impression.slot(),
        impression.match(),
        0,
        impression.pastOther());
  }
}
