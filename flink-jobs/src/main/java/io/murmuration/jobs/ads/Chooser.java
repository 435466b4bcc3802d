package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.CreativeVariant;
import io.murmuration.event.Segment;
import io.murmuration.jobs.ads.guard.CopySignature;
import io.murmuration.jobs.ads.guard.Verdict;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.rank.AdCounts;
import io.murmuration.model.rank.AdImpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Puts variants in the order of their predicted clicks; equals by the request's own chance. */
final class Chooser {
  /** Of pairs of words: more alike, and the lower one is no variant. */
  private static final double MOST_LIKENESS = 0.6;

  /** A copy with what is expected of it. */
  record Scored(Draft draft, CreativeVariant variant) {}

  /**
   * @param ordered the best first; of two that are alike, the better one alone
   * @param alike the others, with what each is like
   */
  record Choice(List<Scored> ordered, List<Draft> alike) {}

  CompletableFuture<Choice> choose(Crew crew, Briefed briefed, AdBrief brief, List<Draft> kept) {
    List<CompletableFuture<Scored>> scores = new ArrayList<>();
    for (Draft draft : kept) {
      String style = CopyStyle.of(brief, draft.copy());
      scores.add(
          predict(crew, briefed, style)
              .thenApply(ctr -> new Scored(draft, variant(draft.copy(), ctr, style))));
    }
    return CompletableFuture.allOf(scores.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                distinct(
                    scores.stream()
                        .map(CompletableFuture::join)
                        .sorted(order(briefed.call().request().getRequestId()))
                        .toList()));
  }

  private static Comparator<Scored> order(String requestId) {
    return Comparator.<Scored>comparingDouble(each -> -each.variant().getPredictedCtr())
        .thenComparingLong(each -> Seeds.of(requestId, each.draft().variant(), 63));
  }

  private static Choice distinct(List<Scored> ordered) {
    List<Scored> kept = new ArrayList<>();
    List<Draft> alike = new ArrayList<>();
    for (Scored each : ordered) {
      Verdict repeats = repeats(each, kept);
      if (repeats == null) {
        kept.add(each);
      } else {
        Draft draft = each.draft();
        alike.add(new Draft(draft.variant(), draft.number(), draft.copy(), List.of(repeats)));
      }
    }
    return new Choice(kept, alike);
  }

  /** Null where it is like none of the better ones. */
  private static Verdict repeats(Scored one, List<Scored> better) {
    long[] own = signature(one.draft().copy());
    for (Scored other : better) {
      double likeness = CopySignature.likeness(own, signature(other.draft().copy()));
      if (likeness > MOST_LIKENESS) {
        return new Verdict(
            "alike",
            false,
            String.format(
                Locale.ROOT,
                "%.2f like variant %d, '%s'; predicted_ctr %.5f",
                likeness,
                other.draft().variant() + 1,
                other.draft().copy().headline(),
                one.variant().getPredictedCtr()));
      }
    }
    return null;
  }

  private static long[] signature(AdCopy copy) {
    return CopySignature.of(copy.headline() + " " + copy.body(), List.of());
  }

  /** The probability of a click on a copy of this style; 0 where the model refuses its inputs. */
  CompletableFuture<Double> predict(Crew crew, Briefed briefed, String style) {
    try {
      return crew.predict(new AdCounts().features(impression(briefed, style)))
          .thenApply(
              outcome ->
                  outcome instanceof InferenceOutcome.Done<Float> done
                      ? done.output().doubleValue()
                      : 0.0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private static AdImpression impression(Briefed briefed, String style) {
    Campaign campaign = briefed.campaign().campaign();
    Segment segment = briefed.call().request().getSegment();
    List<String> attributes = new ArrayList<>();
    attributes.add("locale=" + briefed.call().language());
    attributes.add("age=" + segment.getAgeBand());
    segment.getInterests().forEach(each -> attributes.add("interest=" + each));
    return new AdImpression(
        campaign.getCampaignId(),
        style,
        List.of("advertiser=" + campaign.getAdvertiser()),
        attributes,
        0,
        briefed.inContext().placed().relevance(),
        0,
        0);
  }

  static CreativeVariant variant(AdCopy copy, double ctr, String style) {
    return CreativeVariant.newBuilder()
        .setHeadline(copy.headline())
        .setBody(copy.body())
        .setCallToAction(copy.callToAction())
        .setPredictedCtr(ctr)
        .setStyle(style)
        .build();
  }
}
