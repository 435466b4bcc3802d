package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.ads.guard.Guard;
import io.murmuration.jobs.ads.guard.Surroundings;
import io.murmuration.jobs.ads.guard.Verdict;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Settles the words of a creative: variants, guard, choice; or the template where they fail. */
final class CopyDesk {
  static final String EVEN_THE_TEMPLATE_FAILS = "withheld, even the template fails: ";

  /** What the checks of drafts that did not pass begin with. */
  static final String OF_A_DRAFT = "draft.";

  private final BriefTemplate template;
  private final VariantWriter writer;
  private final Chooser chooser;
  private final RungPolicy rungs;
  private final int variants;

  CopyDesk(
      BriefTemplate template,
      VariantWriter writer,
      Chooser chooser,
      RungPolicy rungs,
      int variants) {
    this.template = template;
    this.writer = writer;
    this.chooser = chooser;
    this.rungs = rungs;
    this.variants = variants;
  }

  CompletableFuture<Wording> settle(Crew crew, Briefed briefed) {
    AdBrief brief = template.brief(briefed);
    Surroundings around = surroundings(briefed);
    Placed placed = briefed.inContext().placed();
    RungPolicy.Choice time = rungs.beforeText(placed.call().request());
    if (placed.ceiling() == CreativeRung.template) {
      return template(crew, briefed, brief, around, placed.ceilingReason(), List.of());
    }
    if (time.rung() == CreativeRung.template) {
      return template(crew, briefed, brief, around, time.reason(), List.of());
    }
    return written(crew, briefed, brief, around);
  }

  private CompletableFuture<Wording> written(
      Crew crew, Briefed briefed, AdBrief brief, Surroundings around) {
    String requestId = briefed.call().request().getRequestId();
    WritingJob job = new WritingJob();
    RungPolicy.Stopwatch watch = rungs.started(RungPolicy.Step.TEXT);
    List<CompletableFuture<List<Draft>>> running = new ArrayList<>();
    for (int variant = 0; variant < variants; variant++) {
      running.add(writer.write(crew, brief, around, requestId, variant, job));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
    Duration limit = rungs.limit(briefed.call().request());
    if (limit != null) {
      all = all.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    return all.whenComplete((done, failure) -> watch.stop(failure == null))
        .thenCompose(
            done ->
                chosen(
                    crew,
                    briefed,
                    brief,
                    around,
                    running.stream().flatMap(each -> each.join().stream()).toList()))
        .exceptionallyCompose(
            failure -> {
              if (!(cause(failure) instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(failure);
              }
              job.giveUp();
              String why = "writing was given up after %d ms".formatted(limit.toMillis());
              return template(crew, briefed, brief, around, why, List.of());
            });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private CompletableFuture<Wording> chosen(
      Crew crew, Briefed briefed, AdBrief brief, Surroundings around, List<Draft> drafts) {
    List<Draft> kept = drafts.stream().filter(Draft::isKept).toList();
    List<CreativeCheck> dropped = dropped(drafts);
    if (kept.isEmpty()) {
      return template(crew, briefed, brief, around, "no draft passed the guard", dropped);
    }
    Placed placed = briefed.inContext().placed();
    return chooser
        .choose(crew, briefed, brief, kept)
        .thenApply(
            choice -> {
              Chooser.Scored best = choice.ordered().get(0);
              return new Wording(
                  best.draft().copy(),
                  choice.ordered().stream().map(Chooser.Scored::variant).toList(),
                  joined(joined(checks(best.draft().verdicts()), dropped), dropped(choice.alike())),
                  best.variant().getPredictedCtr(),
                  placed.ceiling(),
                  placed.ceilingReason());
            });
  }

  /** The template is looked at like any copy: a campaign's own words can be unfit too. */
  private CompletableFuture<Wording> template(
      Crew crew,
      Briefed briefed,
      AdBrief brief,
      Surroundings around,
      String reason,
      List<CreativeCheck> dropped) {
    AdCopy copy = TemplateCopy.of(brief);
    return writer
        .judge(crew, brief, copy, around)
        .thenCompose(
            verdicts -> {
              if (!Guard.passed(verdicts)) {
                return CompletableFuture.completedFuture(withheld(verdicts, dropped));
              }
              String style = "template";
              return chooser
                  .predict(crew, briefed, style)
                  .thenApply(
                      ctr ->
                          new Wording(
                              copy,
                              List.of(Chooser.variant(copy, ctr, style)),
                              joined(checks(verdicts), dropped),
                              ctr,
                              CreativeRung.template,
                              reason));
            });
  }

  private static Wording withheld(List<Verdict> verdicts, List<CreativeCheck> dropped) {
    Verdict first = verdicts.stream().filter(each -> !each.passed()).findFirst().orElseThrow();
    return new Wording(
        null,
        List.of(),
        joined(checks(verdicts), dropped),
        0,
        CreativeRung.unknown,
        EVEN_THE_TEMPLATE_FAILS + "%s: %s".formatted(first.name(), first.detail()));
  }

  private static Surroundings surroundings(Briefed briefed) {
    ContextPost post = briefed.inContext().post();
    return new Surroundings(
        post == null ? "" : post.text(),
        Arrays.stream(briefed.rivals())
            .map(each -> new Surroundings.Fingerprint(each.advertiser(), each.signature()))
            .toList());
  }

  private static List<CreativeCheck> checks(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(each -> new CreativeCheck(each.name(), each.passed(), each.detail()))
        .toList();
  }

  /** What failed of the drafts that were dropped; the creative itself is none of them. */
  private static List<CreativeCheck> dropped(List<Draft> drafts) {
    List<CreativeCheck> checks = new ArrayList<>();
    for (Draft draft : drafts) {
      for (Verdict each : draft.verdicts()) {
        if (!each.passed()) {
          checks.add(
              new CreativeCheck(
                  OF_A_DRAFT + each.name(),
                  false,
                  "variant %d, draft %d: %s"
                      .formatted(draft.variant() + 1, draft.number() + 1, each.detail())));
        }
      }
    }
    return checks;
  }

  private static List<CreativeCheck> joined(List<CreativeCheck> some, List<CreativeCheck> more) {
    List<CreativeCheck> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
