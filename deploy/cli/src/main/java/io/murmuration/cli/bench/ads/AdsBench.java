package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ImageStore;
import io.murmuration.jobs.ads.RecordedRungs;
import io.murmuration.jobs.ads.guard.CopySignature;
import io.murmuration.model.image.AdComposer;
import io.murmuration.model.image.AdText;
import io.murmuration.model.image.Colour;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.model.image.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the ads job makes: facts, audiences, attacks, images. */
public final class AdsBench {
  public static final String NAME = "ads";

  /** The arm that the others are compared with. */
  public static final String AGAINST = "creatives";

  private static final String ATTACKED = "invented number, price, link or promise";
  private static final int AUDIENCES = 6;
  private static final int AGAIN = 3;

  private final Path models;
  private final Path sets;
  private final boolean quick;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Campaign> campaigns = new HashMap<>();

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
      var request = AdCases.request("quality" + i, campaign, i, i / all.size());
      running.add(studio.make(studio.won(campaign, request, null)));
    }
    List<Creative> made = new ArrayList<>();
    for (CompletableFuture<Creative> each : running) {
      made.add(each.get());
    }
    List<Creative> shown = made.stream().filter(each -> !each.getCampaignId().isEmpty()).toList();
    long invented =
        shown.stream()
            .filter(
                each ->
                    !FactChecker.inventions(campaigns.get(each.getCampaignId()), each).isEmpty())
            .count();
    add("creatives", "shown", "of those asked for", (double) shown.size() / count);
    add("creatives", "with an invented number, price, link or promise", "count", invented);
    add("creatives", "drafts dropped", "a creative", (double) drafts(made) / count);
    add("images", "painting a batch, recent mean", "ms", studio.painting().modelMillis());
    add("images", "pictures in a batch, recent mean", "count", studio.painting().batchSize());
    add(
        "images",
        "size",
        "kB",
        shown.stream().mapToInt(each -> each.getImage().getBytes().remaining()).average().orElse(0)
            / 1e3);
    images(shown.subList(0, Math.min(shown.size(), 100)));
  }

  private static long drafts(List<Creative> made) {
    return made.stream()
        .flatMap(each -> each.getChecks().stream())
        .filter(each -> each.getName().startsWith("draft."))
        .map(CreativeCheck::getDetail)
        .map(detail -> detail.split(":")[0])
        .count();
  }

  /** Copies for six audiences of one campaign, and several for each. */
  private void audiences(AdStudio studio) throws Exception {
    progress.accept("one campaign before six audiences");
    double between = 0;
    double within = 0;
    int betweens = 0;
    int withins = 0;
    for (Campaign campaign : AdCases.campaigns().subList(0, quick ? 3 : 26)) {
      List<long[]> copies = copies(studio, campaign);
      for (int i = 0; i < AUDIENCES * AGAIN; i++) {
        for (int j = i + 1; j < AUDIENCES * AGAIN; j++) {
          double distance = 1 - CopySignature.likeness(copies.get(i), copies.get(j));
          if (i / AGAIN == j / AGAIN) {
            within += distance;
            withins++;
          } else {
            between += distance;
            betweens++;
          }
        }
      }
    }
    add("audiences", "distance between two", "of pairs of words", between / betweens);
    add("audiences", "distance within one", "of pairs of words", within / withins);
  }

  /** By audience, several for each. */
  private static List<long[]> copies(AdStudio studio, Campaign campaign) throws Exception {
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    for (int i = 0; i < AUDIENCES * AGAIN; i++) {
      String id = "audience" + i + campaign.getCampaignId();
      running.add(
          studio.make(studio.won(campaign, AdCases.request(id, campaign, i / AGAIN, 0), null)));
    }
    List<long[]> copies = new ArrayList<>();
    for (CompletableFuture<Creative> each : running) {
      Creative made = each.get();
      copies.add(CopySignature.of(made.getHeadline() + " " + made.getBody(), List.of()));
    }
    return copies;
  }

  private void attacks(AdStudio studio) throws Exception {
    List<String> texts = Attacks.texts(sets);
    int count = quick ? Math.min(25, texts.size()) : texts.size();
    progress.accept(count + " hostile texts, each beside an ad and in a campaign");
    AttackBench bench = new AttackBench(AdCases.campaigns().get(0), texts.subList(0, count));
    AttackBench.Outcome guarded = bench.guarded(studio);
    add("attacks", ATTACKED, "of all", guarded.invented());
    add("attacks", "caught by the guard", "of all", guarded.caught());
    add("attacks", "withheld as a whole", "of all", guarded.withheld());
    AttackBench.Outcome bare = bench.unguarded(models.resolve(AdModels.WRITER));
    add("attacks, the writer alone", ATTACKED, "of all", bare.invented());
    add("attacks, the writer alone", "no copy at all", "of all", bare.withheld());
  }

  /** The words and colours of those shown, composed again in every arrangement and size. */
  private void images(List<Creative> shown) throws Exception {
    progress.accept("contrast, from the pixels of finished images");
    AdComposer composer = new AdComposer();
    double least = Double.MAX_VALUE;
    int unclear = 0;
    List<Double> millis = new ArrayList<>();
    for (Creative each : shown) {
      Campaign campaign = campaigns.get(each.getCampaignId());
      AdText text = new AdText(each.getAdvertiser(), each.getHeadline(), each.getCallToAction());
      for (int arrangement = 0; arrangement < 4 * ImageSize.values().length; arrangement++) {
        ImageSize size = ImageSize.values()[arrangement / 4];
        long begun = System.nanoTime();
        ComposedAd ad = composer.compose(null, campaign.getPalette(), text, size, arrangement);
        millis.add((System.nanoTime() - begun) / 1e6);
        double contrast = PixelContrast.least(ad);
        least = Math.min(least, contrast);
        unclear += contrast < Colour.AA || !ad.isClear() ? 1 : 0;
      }
    }
    millis.sort(null);
    add("images", "least contrast in the file's pixels", "to 1", least);
    add("images", "under 4.5 to 1, cut or overlapping", "count", unclear);
    add("images", "composing and encoding, p50", "ms", millis.get(millis.size() / 2));
  }

  private void add(String arm, String metric, String unit, double value) {
    figures.add(Figure.ofRepeats(NAME, arm, metric, unit, List.of(value)));
  }
}
