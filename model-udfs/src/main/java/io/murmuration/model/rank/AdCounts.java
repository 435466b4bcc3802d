package io.murmuration.model.rank;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Impressions and clicks so far, by campaign, by attribute and by both; computes the {@link
 * AdFeature}s from them. The same code makes them for training. Not thread-safe.
 */
public final class AdCounts {
  private static final double PRIOR_RATE = 0.005;
  private static final double ALL_STRENGTH = 1_000;
  private static final double STRENGTH = 200;

  private static final class Count {
    private double shown;
    private double clicked;
  }

  private final Map<String, Count> counts = new TreeMap<>();
  private final Count all = new Count();

  public void shown(AdImpression ad) {
    each(ad, count -> count.shown++);
  }

  public void clicked(AdImpression ad) {
    each(ad, count -> count.clicked++);
  }

  /**
   * @return finite numbers, in the features' order
   */
  public float[] features(AdImpression ad) {
    double base = rate(all, PRIOR_RATE, ALL_STRENGTH);
    Count campaign = counts.getOrDefault(campaign(ad), new Count());
    double campaignRate = rate(campaign, base, STRENGTH);
    float[] values = new float[AdFeature.values().length];
    put(values, AdFeature.SECOND_SLOT, ad.slot() == 1 ? 1 : 0);
    put(values, AdFeature.THIRD_SLOT, ad.slot() > 1 ? 1 : 0);
    put(values, AdFeature.CAMPAIGN_RATE, logOdds(campaignRate));
    put(values, AdFeature.CAMPAIGN_SHOWN, log1p(campaign.shown));
    Count copy = counts.getOrDefault(copy(ad), new Count());
    double copyRate = rate(copy, campaignRate, STRENGTH);
    put(values, AdFeature.COPY_RATE, logOdds(copyRate) - logOdds(campaignRate));
    put(values, AdFeature.COPY_SHOWN, log1p(copy.shown));
    put(values, AdFeature.INTEREST, ad.interest());
    put(
        values,
        AdFeature.SEGMENT_RATE,
        mean(ad.segment(), logOdds(base), name -> of(segment(name), base)));
    put(
        values,
        AdFeature.MATCH_RATE,
        mean(ad.segment(), logOdds(campaignRate), name -> of(match(ad, name), campaignRate))
            - logOdds(campaignRate));
    put(values, AdFeature.KIND_RATE, mean(ad.kinds(), logOdds(base), name -> of(kind(name), base)));
    put(values, AdFeature.AFFINITY, log1p(ad.affinity()));
    put(values, AdFeature.OTHER_AFFINITY, log1p(ad.otherAffinity()));
    return values;
  }

  private void each(AdImpression ad, java.util.function.Consumer<Count> change) {
    change.accept(all);
    change.accept(count(campaign(ad)));
    change.accept(count(copy(ad)));
    ad.kinds().forEach(name -> change.accept(count(kind(name))));
    for (String name : ad.segment()) {
      change.accept(count(segment(name)));
      change.accept(count(match(ad, name)));
    }
  }

  private Count count(String key) {
    return counts.computeIfAbsent(key, missing -> new Count());
  }

  private double of(String key, double prior) {
    return logOdds(rate(counts.getOrDefault(key, new Count()), prior, STRENGTH));
  }

  private static double mean(List<String> names, double missing, ToDoubleFunction<String> of) {
    return names.stream().mapToDouble(of).average().orElse(missing);
  }

  private static double rate(Count count, double prior, double strength) {
    return (count.clicked + strength * prior) / (count.shown + strength);
  }

  private static double logOdds(double rate) {
    return log(rate / (1 - rate));
  }

  private static String campaign(AdImpression ad) {
    return "c:" + ad.campaign();
  }

  private static String copy(AdImpression ad) {
    return "t:" + ad.campaign() + ":" + ad.copy();
  }

  private static String kind(String name) {
    return "k:" + name;
  }

  private static String segment(String name) {
    return "s:" + name;
  }

  private static String match(AdImpression ad, String name) {
    return "m:" + ad.campaign() + ":" + name;
  }

  private static void put(float[] values, AdFeature feature, double value) {
    values[feature.ordinal()] = (float) value;
  }
}
