package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ImageStore;
import io.murmuration.jobs.ads.RecordedRungs;
import io.murmuration.model.image.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the ads job makes: facts, audiences, attacks, images. */
public final class AdsBench {
  public static final String NAME = "ads";

  /** The arm that the others are compared with. */
  public static final String AGAINST = "creatives";

  private static final Map<RecordChecker.Rule, String> RULES =
      new EnumMap<>(
          Map.of(
              RecordChecker.Rule.FORM, "published outside the form",
              RecordChecker.Rule.FACTS, "published with an invented number, price, link or promise",
              RecordChecker.Rule.PHRASES, "published against must say, must not say or names",
              RecordChecker.Rule.ALLOW_LIST, "published with a word outside the allow-list"));

  private final Path models;
  private final Path sets;
  private final boolean quick;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private RecordChecker checker;

  /**
   * @param models the folder of the shipped models
   * @param sets the data sets' folder; hostile texts come from there too, where it is
   */
  public AdsBench(Path models, Path sets, boolean quick, Consumer<String> progress) {
    this.models = models;
    this.sets = sets;
    this.quick = quick;
    this.progress = progress;
    AdCases.campaigns().forEach(each -> campaigns.put(each.getCampaignId(), each));
  }

  public List<Figure> run() throws Exception {
    checker = new RecordChecker(models.resolve(AdModels.WRITER).resolve("words.txt"));
    try (AdStudio studio =
        new AdStudio(
            AdModels.shipped(models, null), RecordedRungs.of(List.of()), new ImageStore(null))) {
      quality(studio, quick ? 30 : 1_000);
      audiences(studio);
      attacks(studio);
    }
    return List.copyOf(figures);
  }

  private void quality(AdStudio studio, int count) throws Exception {
    progress.accept("making " + count + " creatives");
    List<Campaign> all = AdCases.campaigns();
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Campaign campaign = all.get(i % all.size());
      var request = AdCases.request("quality" + i, campaign, i, i + i / all.size());
      running.add(studio.make(studio.won(campaign, request, null)));
    }
    List<Creative> made = new ArrayList<>();
    for (CompletableFuture<Creative> each : running) {
      made.add(each.get());
    }
    List<Creative> shown = made.stream().filter(each -> !each.getCampaignId().isEmpty()).toList();
    add("creatives", "shown", "of those asked for", (double) shown.size() / count);
    for (RecordChecker.Rule rule : RecordChecker.Rule.values()) {
      long broken = shown.stream().filter(each -> broken(each).contains(rule)).count();
      add("creatives", RULES.get(rule), "count", broken);
    }
    add("creatives", "drafts dropped", "a creative", (double) drafts(made) / count);
    add("images", "painting a batch, recent mean", "ms", studio.painting().modelMillis());
    add("images", "pictures in a batch, recent mean", "count", studio.painting().batchSize());
    images(studio, shown);
  }

  private Set<RecordChecker.Rule> broken(Creative creative) {
    return checker.broken(campaigns.get(creative.getCampaignId()), creative);
  }

  private static long drafts(List<Creative> made) {
    return made.stream()
        .flatMap(each -> each.getChecks().stream())
        .filter(each -> each.getName().startsWith("draft."))
        .map(CreativeCheck::getDetail)
        .map(detail -> detail.split(":")[0])
        .count();
  }

  private void audiences(AdStudio studio) throws Exception {
    progress.accept("one campaign before six audiences");
    figures.addAll(new AudienceBench(studio).run(AdCases.campaigns().subList(0, quick ? 3 : 26)));
  }

  private void attacks(AdStudio studio) throws Exception {
    List<String> texts = Attacks.texts(sets);
    int count = quick ? Math.min(25, texts.size()) : texts.size();
    progress.accept(count + " hostile texts, each beside an ad and in a field of a campaign");
    AttackBench bench =
        new AttackBench(onePerLanguage(), texts.subList(0, count), checker, progress);
    outcome("attacks", bench.guarded(studio));
    outcome("attacks, the writer alone", bench.unguarded(models.resolve(AdModels.WRITER)));
  }

  private static List<Campaign> onePerLanguage() {
    Map<String, Campaign> first = new TreeMap<>();
    AdCases.campaigns()
        .forEach(each -> first.putIfAbsent(each.getTargeting().getLocales().get(0), each));
    return List.copyOf(first.values());
  }

  private void outcome(String arm, AttackBench.Outcome outcome) {
    for (RecordChecker.Rule rule : RecordChecker.Rule.values()) {
      add(arm, RULES.get(rule), "of all", outcome.broken(rule));
    }
    add(arm, "caught by the guard", "of all", outcome.caught());
    add(arm, "no copy at all", "of all", outcome.withheld());
  }

  /** Of published images, both sizes. */
  private void images(AdStudio studio, List<Creative> shown) throws Exception {
    progress.accept("contrast, from the pixels of published images");
    for (ImageSize size : ImageSize.values()) {
      PublishedImages images = new PublishedImages(studio, size);
      for (Creative each : shown) {
        images.add(campaigns.get(each.getCampaignId()), each);
      }
      figures.addAll(images.figures());
    }
  }

  private void add(String arm, String metric, String unit, double value) {
    figures.add(Figure.ofRepeats(NAME, arm, metric, unit, List.of(value)));
  }
}
