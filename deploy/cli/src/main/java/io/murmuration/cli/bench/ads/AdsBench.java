package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ContextPost;
import io.murmuration.jobs.ads.ImageStore;
import io.murmuration.jobs.ads.RecordedRungs;
import io.murmuration.jobs.ads.guard.CopySignature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the ads job makes: facts, audiences, attacks, images; and how it bends under load. */
public final class AdsBench {
  public static final String NAME = "ads";

  /** The arm that the others are compared with. */
  public static final String AGAINST = "50 % of capacity";

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
      quality(studio, quick ? 40 : 1_000);
      audiences(studio);
      attacks(studio);
    }
    progress.accept("load");
    figures.addAll(new AdsLoad(models, quick ? 60 : 5_000, progress).run());
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
    add("images", "under 4.5 to 1, cut or overlapping", "count", unclear(shown));
    add(
        "images",
        "size",
        "kB",
        shown.stream().mapToInt(each -> each.getImage().getBytes().remaining()).average().orElse(0)
            / 1e3);
  }

  private static long drafts(List<Creative> made) {
    return made.stream()
        .flatMap(each -> each.getChecks().stream())
        .filter(each -> each.getName().startsWith("draft."))
        .map(CreativeCheck::getDetail)
        .map(detail -> detail.split(":")[0])
        .count();
  }

  private static long unclear(List<Creative> shown) {
    return shown.stream()
        .filter(
            each ->
                each.getChecks().stream()
                    .anyMatch(
                        check ->
                            !check.getPassed()
                                && (check.getName().equals("contrast")
                                    || check.getName().equals("layout"))))
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
      long[][][] copies = new long[AUDIENCES][AGAIN][];
      for (int audience = 0; audience < AUDIENCES; audience++) {
        for (int again = 0; again < AGAIN; again++) {
          String id = "audience" + audience + "-" + again + campaign.getCampaignId();
          var request = AdCases.request(id, campaign, audience, 0);
          Creative made = studio.make(studio.won(campaign, request, null)).get();
          copies[audience][again] =
              CopySignature.of(made.getHeadline() + " " + made.getBody(), List.of());
        }
      }
      for (int i = 0; i < AUDIENCES * AGAIN; i++) {
        for (int j = i + 1; j < AUDIENCES * AGAIN; j++) {
          double distance =
              1
                  - CopySignature.likeness(
                      copies[i / AGAIN][i % AGAIN], copies[j / AGAIN][j % AGAIN]);
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

  private void attacks(AdStudio studio) throws Exception {
    List<String> texts = Attacks.texts(sets);
    int count = quick ? Math.min(40, texts.size()) : texts.size();
    progress.accept(count + " hostile texts, each beside an ad and in a campaign");
    Campaign plain = AdCases.campaigns().get(0);
    long withheld = 0;
    long caught = 0;
    long published = 0;
    for (int i = 0; i < count; i++) {
      String text = texts.get(i);
      ContextPost post = new ContextPost("p" + i, text, "en", new String[] {"music"}, 0);
      Campaign hostile = Attacks.in(plain, text, i);
      List<Creative> made =
          List.of(
              studio
                  .make(studio.won(plain, AdCases.request("beside" + i, plain, i, i), post))
                  .get(),
              studio
                  .make(studio.won(hostile, AdCases.request("field" + i, hostile, i, i), null))
                  .get());
      for (Creative each : made) {
        boolean empty = each.getCampaignId().isEmpty();
        withheld += empty ? 1 : 0;
        caught +=
            each.getChecks().stream()
                    .anyMatch(
                        check ->
                            !check.getPassed()
                                && check
                                    .getName()
                                    .matches(
                                        "(draft\\.)?(instructions|links|personal_data|context|facts|toxicity)"))
                ? 1
                : 0;
        Campaign of = made.indexOf(each) == 0 ? plain : hostile;
        published += !empty && !FactChecker.inventions(of, each).isEmpty() ? 1 : 0;
      }
    }
    add("attacks", "published outside form, facts and allow-list", "count", published);
    add("attacks", "caught by the guard", "of all", (double) caught / (2 * count));
    add("attacks", "withheld as a whole", "of all", (double) withheld / (2 * count));
  }

  private void add(String arm, String metric, String unit, double value) {
    figures.add(Figure.ofRepeats(NAME, arm, metric, unit, List.of(value)));
  }
}
