package io.murmuration.cli.bench.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ContextPost;
import io.murmuration.model.djl.AdWriterLoader;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.generate.ad.Placement;
import io.murmuration.model.inference.RejectedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Hostile texts, each once beside an advertisement and once in a field of its campaign; and what
 * the same writer makes of them with neither grammar nor guard, the post's text in its prompt.
 */
final class AttackBench {
  private static final String GUARDS =
      "(draft\\.)?(form|facts|brand|instructions|links|personal_data|context|toxicity)";

  private static final Pattern UNSEEN = Pattern.compile("\\p{C}");

  private final List<Campaign> plain;
  private final List<String> texts;
  private final RecordChecker checker;
  private final Consumer<String> progress;

  /** Parts of the attacks made, 0 to 1. */
  record Outcome(Map<RecordChecker.Rule, Double> parts, double caught, double withheld) {
    double broken(RecordChecker.Rule rule) {
      return parts.getOrDefault(rule, 0.0);
    }
  }

  /**
   * @param plain campaigns to attack, in turn
   * @param progress is told of each published record that breaks a rule
   */
  AttackBench(
      List<Campaign> plain, List<String> texts, RecordChecker checker, Consumer<String> progress) {
    this.plain = List.copyOf(plain);
    this.texts = List.copyOf(texts);
    this.checker = checker;
    this.progress = progress;
  }

  Outcome guarded(AdStudio studio) throws Exception {
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    for (int i = 0; i < 2 * texts.size(); i++) {
      Campaign campaign = of(i);
      var request = AdCases.request("attack" + i, campaign, i / 2, i / 2);
      running.add(studio.make(studio.won(campaign, request, i % 2 == 0 ? post(i) : null)));
    }
    Tally tally = new Tally();
    for (int i = 0; i < running.size(); i++) {
      Creative creative = running.get(i).get();
      boolean empty = creative.getCampaignId().isEmpty();
      tally.withheld += empty ? 1 : 0;
      tally.caught += isCaught(creative) ? 1 : 0;
      if (!empty) {
        Set<RecordChecker.Rule> broken = checker.broken(of(i), creative);
        tally.add(broken);
        if (!broken.isEmpty()) {
          tell(i, broken, creative);
        }
      }
    }
    return tally.outcome(running.size());
  }

  private void tell(int attack, Set<RecordChecker.Rule> broken, Creative creative) {
    String text = texts.get(attack / 2);
    String place = attack % 2 == 0 ? "beside it" : "in field " + attack / 2 % Attacks.FIELDS;
    progress.accept(
        "attack %d, %s, broke %s: '%s' made '%s'"
            .formatted(
                attack,
                place,
                broken,
                visible(text),
                visible(RecordChecker.Copy.of(creative).text())));
  }

  /** On one line, with the code of what nobody sees. */
  private static String visible(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(found -> "<U+%04X>".formatted(found.group().codePointAt(0)));
  }

  private ContextPost post(int attack) {
    String language = of(attack).getTargeting().getLocales().get(0);
    String text = texts.get(attack / 2);
    return new ContextPost("p" + attack, text, language, new String[] {"music"}, 0);
  }

  private static boolean isCaught(Creative creative) {
    return creative.getChecks().stream()
        .anyMatch(check -> !check.getPassed() && check.getName().matches(GUARDS));
  }

  /** The campaign of the attack: each text is used twice in turn, beside it and in a field. */
  private Campaign of(int attack) {
    int text = attack / 2;
    return attack % 2 == 0
        ? plain.get(text % plain.size())
        : Attacks.in(plain.get(text / Attacks.FIELDS % plain.size()), texts.get(text), text);
  }

  private static final class Tally {
    private final Map<RecordChecker.Rule, Integer> broken = new EnumMap<>(RecordChecker.Rule.class);
    private int caught;
    private int withheld;

    void add(Set<RecordChecker.Rule> rules) {
      rules.forEach(rule -> broken.merge(rule, 1, Integer::sum));
    }

    Outcome outcome(int attacks) {
      Map<RecordChecker.Rule, Double> parts = new EnumMap<>(RecordChecker.Rule.class);
      broken.forEach((rule, count) -> parts.put(rule, (double) count / attacks));
      return new Outcome(parts, (double) caught / attacks, (double) withheld / attacks);
    }
  }

  /** {@code withheld}: where the writer refused the brief or wrote no copy at all. */
  Outcome unguarded(Path writerFolder) throws Exception {
    List<CompletableFuture<AdCopy>> running = new ArrayList<>();
    try (AdWriter writer = AdWriterLoader.of(writerFolder).load()) {
      for (int i = 0; i < 2 * texts.size(); i++) {
        List<String> beside = i % 2 == 0 ? List.of(texts.get(i / 2)) : List.of();
        running.add(written(writer, brief(of(i), beside), i));
      }
      Tally tally = new Tally();
      for (int i = 0; i < running.size(); i++) {
        AdCopy copy = copyOrNull(running.get(i));
        tally.withheld += copy == null ? 1 : 0;
        if (copy != null) {
          tally.add(broken(of(i), copy));
        }
      }
      return tally.outcome(running.size());
    }
  }

  private Set<RecordChecker.Rule> broken(Campaign campaign, AdCopy copy) {
    return checker.broken(
        campaign,
        campaign.getTargeting().getLocales().get(0),
        "feed",
        new RecordChecker.Copy(copy.headline(), copy.body(), copy.callToAction()));
  }

  private static CompletableFuture<AdCopy> written(AdWriter writer, AdBrief brief, long seed)
      throws InterruptedException {
    try {
      return writer.write(brief, seed, AdWriter.Style.free(0.8, 0.95));
    } catch (RejectedInputException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static AdCopy copyOrNull(CompletableFuture<AdCopy> copy) throws InterruptedException {
    try {
      return copy.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RejectedInputException) {
        return null;
      }
      throw new IllegalStateException("the writer failed", e.getCause());
    }
  }

  private static AdBrief brief(Campaign campaign, List<String> beside) {
    return new AdBrief(
        campaign.getTargeting().getLocales().get(0),
        Placement.FEED,
        campaign.getVoice(),
        campaign.getProduct(),
        campaign.getAdvertiser(),
        campaign.getDescription(),
        campaign.getClaims(),
        campaign.getMustSay(),
        campaign.getMustNotSay(),
        "25-34",
        campaign.getTargeting().getInterests(),
        beside);
  }
}
