package io.murmuration.cli.diff;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.Sentiment;
import io.murmuration.event.TimelineEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** How near two records of a kind are, and which verdicts turned from one to the other. */
final class Measures {
  private static final double UNSAFE = 0.5;

  private final Map<String, Double> values = new TreeMap<>();
  private final Set<String> flips = new TreeSet<>();

  private Measures() {}

  static Measures of(SpecificRecord a, SpecificRecord b) {
    Measures measures = new Measures();
    if (a instanceof EnrichedTweet before && b instanceof EnrichedTweet after) {
      measures.tweets(before, after);
    } else if (a instanceof RankedTimeline before && b instanceof RankedTimeline after) {
      measures.timelines(before, after);
    } else if (a instanceof Creative before && b instanceof Creative after) {
      measures.creatives(before, after);
    }
    return measures;
  }

  /** By name, each 1 where the two are the same. */
  Map<String, Double> values() {
    return values;
  }

  Set<String> flips() {
    return flips;
  }

  private void tweets(EnrichedTweet a, EnrichedTweet b) {
    values.put(
        "cosine", Similarity.cosine(a.getEmbedding().getValues(), b.getEmbedding().getValues()));
    flip("language", a.getLanguage(), b.getLanguage());
    flip("sentiment", label(a.getSentiment()), label(b.getSentiment()));
    if (a.getSafety() != null && b.getSafety() != null) {
      flip("safety", a.getSafety().getToxicity() >= UNSAFE, b.getSafety().getToxicity() >= UNSAFE);
      flip("safety", a.getSafety().getSpam() >= UNSAFE, b.getSafety().getSpam() >= UNSAFE);
    }
    flip("cluster", a.getDuplicateCluster(), b.getDuplicateCluster());
  }

  private void timelines(RankedTimeline a, RankedTimeline b) {
    List<String> before = a.getEntries().stream().map(TimelineEntry::getTweetId).toList();
    List<String> after = b.getEntries().stream().map(TimelineEntry::getTweetId).toList();
    values.put("overlap@10", Similarity.overlap(before, after, 10));
    values.put("overlap", Similarity.overlap(before, after, Integer.MAX_VALUE));
    Similarity.rankCorrelation(before, after).ifPresent(r -> values.put("rank_correlation", r));
  }

  private void creatives(Creative a, Creative b) {
    values.put("headline", Similarity.text(a.getHeadline(), b.getHeadline()));
    values.put("body", Similarity.text(a.getBody(), b.getBody()));
    values.put("call_to_action", Similarity.text(a.getCallToAction(), b.getCallToAction()));
    flip("campaign", a.getCampaignId(), b.getCampaignId());
    flip("rung", a.getRung(), b.getRung());
    flip("image", a.getImage().getSha256(), b.getImage().getSha256());
    if (a.getImage().getBytes() != null && b.getImage().getBytes() != null) {
      PictureHash.similarity(a.getImage().getBytes(), b.getImage().getBytes())
          .ifPresent(s -> values.put("image", s));
    }
    Map<String, Boolean> before = passed(a);
    passed(b).forEach((name, ok) -> flip("check", before.getOrDefault(name, ok), ok));
  }

  private static Map<String, Boolean> passed(Creative creative) {
    return creative.getChecks().stream()
        .collect(
            Collectors.toMap(
                CreativeCheck::getName,
                CreativeCheck::getPassed,
                Boolean::logicalAnd,
                HashMap::new));
  }

  private static String label(Sentiment sentiment) {
    return sentiment == null ? null : sentiment.getLabel();
  }

  private void flip(String what, Object a, Object b) {
    if (!Objects.equals(a, b)) {
      flips.add(what);
    }
  }
}
