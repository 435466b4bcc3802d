package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.ads.guard.Guard;
import io.murmuration.jobs.ads.guard.Surroundings;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request gets of its leader's creative. The leader stood beside another post, so what its
 * record says of that is looked at anew.
 */
record CachedAnswers(BriefTemplate template, RungPolicy rungs) {
  /** The guard's name for what a copy has of the post beside it. */
  private static final String CONTEXT = "context";

  private static final LiveCreative[] NO_RIVALS = {};

  /** The leader's, or none where that quotes the post beside this request. */
  Made reused(InContext inContext, Creative leader) {
    if (leader.getCampaignId().isEmpty()) {
      return like(leader, inContext, checks(leader), leader.getRungReason());
    }
    String of = inContext.placed().leader();
    CreativeCheck context = context(inContext, leader);
    if (!context.getPassed()) {
      return none(inContext, "withheld: that of " + of + ": " + context.getDetail(), context);
    }
    List<CreativeCheck> checks = checks(leader);
    checks.removeIf(each -> each.getName().equals(CONTEXT));
    checks.add(context);
    return like(leader, inContext, checks, "made for " + of);
  }

  /**
   * @param failed why, as checks
   */
  Made none(InContext inContext, String reason, CreativeCheck... failed) {
    List<CreativeCheck> checks = new ArrayList<>(List.of(failed));
    checks.add(inContext.check());
    AdCall call = inContext.placed().call();
    return made(
        inContext,
        Bundle.none(call, reason, checks, List.of(), null, rungs.isInTime(call.request())));
  }

  /** Those that are not of the post beside it. */
  private static List<CreativeCheck> checks(Creative leader) {
    List<CreativeCheck> checks = new ArrayList<>(leader.getChecks());
    checks.removeIf(each -> each.getName().equals(InContext.CHECK));
    return checks;
  }

  /** Fails where the guard says nothing. */
  private CreativeCheck context(InContext inContext, Creative leader) {
    ContextPost post = inContext.post();
    return Guard.inspect(
            template.brief(new Briefed(inContext, NO_RIVALS)),
            new AdCopy(leader.getHeadline(), leader.getBody(), leader.getCallToAction()),
            new Surroundings(post == null ? "" : post.text(), List.of()),
            null,
            point -> true)
        .stream()
        .filter(each -> each.name().equals(CONTEXT))
        .map(each -> new CreativeCheck(CONTEXT, each.passed(), each.detail()))
        .findFirst()
        .orElse(new CreativeCheck(CONTEXT, false, "it was not compared"));
  }

  private Made like(
      Creative leader, InContext inContext, List<CreativeCheck> checks, String reason) {
    AdRequest request = inContext.placed().call().request();
    Creative.Builder copy = Creative.newBuilder(leader);
    copy.getProvenance().setSource(DeadLetters.position(inContext.placed().call().source()));
    copy.getProvenance().setEventTime(request.getRequestedAt());
    checks.add(inContext.check());
    checks.add(
        new CreativeCheck(
            "cache", true, "made for " + inContext.placed().leader() + " as " + leader.getRung()));
    boolean shown = !leader.getCampaignId().isEmpty();
    return made(
        inContext,
        copy.setRequestId(request.getRequestId())
            .setSegment(request.getSegment())
            .setChecks(checks)
            .setRung(shown ? CreativeRung.cache : CreativeRung.unknown)
            .setRungReason(reason)
            .setDeadlineMet(rungs.isInTime(request))
            .build());
  }

  private static Made made(InContext inContext, Creative value) {
    return Made.of(value, inContext.placed().call().source());
  }
}
