package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.ads.Illustrator.Illustration;
import io.murmuration.model.image.Colour;
import io.murmuration.model.image.ComposedAd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a creative together, or the answer that there is none. */
final class Bundle {
  /** Behind the version and the digest of the prompt. */
  private static final String ASKED_ELSEWHERE =
      ": decodes, not blank; the painter claims no same bytes";

  private Bundle() {}

  /**
   * @param models that touched it
   * @param template the digest of the brief's
   */
  static Creative creative(
      Briefed briefed,
      Wording wording,
      Illustration illustration,
      CreativeImage image,
      List<ModelRef> models,
      String template,
      boolean inTime) {
    var campaign = briefed.campaign().campaign();
    List<CreativeCheck> checks = new ArrayList<>(wording.checks());
    checks.addAll(imageChecks(illustration.ad()));
    if (illustration.prompt() != null) {
      checks.add(new CreativeCheck("picture", true, illustration.prompt() + ASKED_ELSEWHERE));
    }
    checks.add(new CreativeCheck("match", true, briefed.inContext().placed().reason()));
    checks.add(briefed.inContext().check());
    return base(briefed.call(), models, template)
        .setCampaignId(campaign.getCampaignId())
        .setAdvertiser(campaign.getAdvertiser())
        .setProduct(campaign.getProduct())
        .setHeadline(wording.copy().headline())
        .setBody(wording.copy().body())
        .setCallToAction(wording.copy().callToAction())
        .setImage(image)
        .setVariants(wording.variants())
        .setChecks(checks)
        .setPredictedCtr(wording.predictedCtr())
        .setRung(illustration.rung())
        .setRungReason(illustration.reason())
        .setDeadlineMet(inTime)
        .build();
  }

  /** What no model touched. */
  static Creative none(AdCall call, String reason, boolean inTime) {
    return none(call, reason, List.of(), List.of(), null, inTime);
  }

  static Creative none(
      AdCall call,
      String reason,
      List<CreativeCheck> checks,
      List<ModelRef> models,
      String template,
      boolean inTime) {
    return base(call, models, template)
        .setCampaignId("")
        .setHeadline("")
        .setBody("")
        .setCallToAction("")
        .setImage(
            CreativeImage.newBuilder()
                .setMediaType("")
                .setWidth(0)
                .setHeight(0)
                .setSha256("")
                .build())
        .setChecks(checks)
        .setPredictedCtr(0)
        .setRung(CreativeRung.unknown)
        .setRungReason(reason)
        .setDeadlineMet(inTime)
        .build();
  }

  /**
   * @param template null where nothing was generated
   */
  private static Creative.Builder base(AdCall call, List<ModelRef> models, String template) {
    var request = call.request();
    return Creative.newBuilder()
        .setRequestId(request.getRequestId())
        .setSegment(request.getSegment())
        .setPlacement(request.getPlacement().toLowerCase(Locale.ROOT))
        .setProvenance(
            Provenance.newBuilder()
                .setSource(DeadLetters.position(call.source()))
                .setModels(models)
                .setTemplateDigest(template)
                .setSeed(template != null ? Seeds.of(request.getRequestId()) : null)
                .setEventTime(request.getRequestedAt())
                .build());
  }

  private static List<CreativeCheck> imageChecks(ComposedAd ad) {
    return List.of(
        new CreativeCheck(
            "contrast",
            ad.leastContrast() >= Colour.AA,
            String.format(Locale.ROOT, "%.2f to 1 at the least", ad.leastContrast())),
        new CreativeCheck("layout", ad.isClear(), ad.isClear() ? "" : "texts meet or are cut"));
  }

  /** A creative that breaks its own checks is none. */
  static String imageFault(ComposedAd ad) {
    return imageChecks(ad).stream()
        .filter(each -> !each.getPassed())
        .map(each -> "withheld: " + each.getName() + ": " + each.getDetail())
        .findFirst()
        .orElse(null);
  }
}
