package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.guard.CopySignature;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One campaign before six audiences, several copies for each: how far copies for two audiences are
 * apart, and whether they are in their audience's language. Their voice is measured by nobody:
 * there is no judge of it that the writer was not made with.
 */
final class AudienceBench {
  private static final String ARM = "audiences";
  private static final int AUDIENCES = 6;
  private static final int AGAIN = 3;

  private final AdStudio studio;
  private final List<Distances> distances = new ArrayList<>();
  private int asked;
  private int shown;
  private int inLanguage;

  /** Means of one campaign, of 0 to 1. */
  private record Distances(double between, double within) {}

  AudienceBench(AdStudio studio) {
    this.studio = studio;
  }

  List<Figure> run(List<Campaign> campaigns) throws Exception {
    for (Campaign campaign : campaigns) {
      compare(made(campaign));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("shown", "of those asked for", (double) shown / asked));
    figures.add(
        figure("in the audience's language, by the encoder", "of those shown", share(inLanguage)));
    if (!distances.isEmpty()) {
      figures.add(interval("distance between two", each -> each.between));
      figures.add(interval("distance within one", each -> each.within));
      figures.add(interval("between two, less within one", each -> each.between - each.within));
    }
    return figures;
  }

  /** Over campaigns: the copies of one have much in common. */
  private Figure interval(String metric, ToDoubleFunction<Distances> of) {
    Interval interval =
        Interval.bootstrap(
            distances.size(),
            rows ->
                IntStream.of(rows)
                    .mapToDouble(row -> of.applyAsDouble(distances.get(row)))
                    .average()
                    .orElse(0));
    return Figure.withInterval(AdsBench.NAME, ARM, metric, "of pairs of words", interval);
  }

  private double share(int count) {
    return (double) count / Math.max(1, shown);
  }

  /** By audience, several for each. */
  private List<Creative> made(Campaign campaign) throws Exception {
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    for (int i = 0; i < AUDIENCES * AGAIN; i++) {
      String id = "audience" + i + campaign.getCampaignId();
      running.add(
          studio.make(studio.won(campaign, AdCases.request(id, campaign, i / AGAIN, 0), null)));
    }
    List<Creative> made = new ArrayList<>();
    for (CompletableFuture<Creative> each : running) {
      made.add(each.get());
    }
    return made;
  }

  private void compare(List<Creative> made) {
    List<long[]> signatures = new ArrayList<>();
    for (Creative each : made) {
      boolean isShown = !each.getCampaignId().isEmpty();
      asked++;
      shown += isShown ? 1 : 0;
      inLanguage += isShown && isInLanguage(each) ? 1 : 0;
      String text = each.getHeadline() + " " + each.getBody();
      signatures.add(isShown ? CopySignature.of(text, List.of()) : null);
    }
    DoubleSummaryStatistics between = new DoubleSummaryStatistics();
    DoubleSummaryStatistics within = new DoubleSummaryStatistics();
    for (int i = 0; i < made.size(); i++) {
      for (int j = i + 1; j < made.size(); j++) {
        if (signatures.get(i) != null && signatures.get(j) != null) {
          DoubleSummaryStatistics kind = i / AGAIN == j / AGAIN ? within : between;
          kind.accept(1 - CopySignature.likeness(signatures.get(i), signatures.get(j)));
        }
      }
    }
    if (between.getCount() > 0 && within.getCount() > 0) {
      distances.add(new Distances(between.getAverage(), within.getAverage()));
    }
  }

  /** Not where the encoder knows no language: then the guard went by the words. */
  private static boolean isInLanguage(Creative creative) {
    return creative.getChecks().stream()
        .filter(check -> check.getName().equals("language"))
        .map(CreativeCheck::getDetail)
        .anyMatch(creative.getSegment().getLocale()::equals);
  }

  private static Figure figure(String metric, String unit, double value) {
    return Figure.ofRepeats(AdsBench.NAME, ARM, metric, unit, List.of(value));
  }
}
