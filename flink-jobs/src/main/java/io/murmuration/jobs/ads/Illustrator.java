package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.ads.PaintedPictures.Painting;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.Placement;
import io.murmuration.model.image.AdComposer;
import io.murmuration.model.image.AdText;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.ImageSize;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.model.inference.RejectedInputException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes the image of a creative: painted where there is time and leave, else from a template. */
final class Illustrator {
  private static final long KEPT_BYTES = 48L << 20;

  private final Scenes scenes;
  private final AdComposer composer;
  private final RungPolicy rungs;
  private final Executor executor;

  /** What a model painted once to a brief may be used again. */
  private final PaintedPictures painted = new PaintedPictures(KEPT_BYTES);

  Illustrator(Scenes scenes, AdComposer composer, RungPolicy rungs, Executor executor) {
    this.scenes = scenes;
    this.composer = composer;
    this.rungs = rungs;
    this.executor = executor;
  }

  /**
   * @param ad null where its words can't be set
   * @param rung full where a model painted, else no higher than text_only
   * @param prompt version and digest of what a painter of words was asked with, or null
   */
  record Illustration(ComposedAd ad, CreativeRung rung, String reason, String prompt) {}

  /**
   * @param picture null where none was painted
   * @param reason why none
   */
  private record Background(Picture picture, CreativeRung rung, String reason) {}

  CompletableFuture<Illustration> illustrate(Crew crew, Briefed briefed, Wording wording) {
    return background(crew, briefed, wording)
        .thenCompose(
            background -> {
              RungPolicy.Stopwatch watch = rungs.started(RungPolicy.Step.FINISH);
              return CompletableFuture.supplyAsync(
                      () -> composed(briefed, wording, background), executor)
                  .whenComplete((done, failure) -> watch.stop(failure == null));
            });
  }

  private CompletableFuture<Background> background(Crew crew, Briefed briefed, Wording wording) {
    if (wording.rung() != CreativeRung.full) {
      return CompletableFuture.completedFuture(
          new Background(null, wording.rung(), wording.reason()));
    }
    AdRequest request = briefed.call().request();
    RungPolicy.Choice time = rungs.beforePicture(request);
    if (time.rung() != CreativeRung.full) {
      return CompletableFuture.completedFuture(new Background(null, time.rung(), time.reason()));
    }
    Duration limit = rungs.limit(request);
    RungPolicy.Stopwatch watch = rungs.started(RungPolicy.Step.PICTURE);
    CompletableFuture<InferenceOutcome<Picture>> painting = paint(crew, briefed, limit);
    if (limit != null) {
      painting = painting.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    return painting.handle(
        (outcome, failure) -> {
          watch.stop(failure == null);
          return background(outcome, failure, limit);
        });
  }

  private static Background background(
      InferenceOutcome<Picture> outcome, Throwable failure, Duration limit) {
    if (failure instanceof TimeoutException) {
      String why = "painting was given up after %d ms".formatted(limit.toMillis());
      return new Background(null, CreativeRung.text_only, why);
    }
    if (failure != null) {
      throw new CompletionException(failure);
    }
    if (outcome instanceof InferenceOutcome.Refused<Picture> refused) {
      String why = "the painter refused: " + refused.message();
      return new Background(null, CreativeRung.text_only, why);
    }
    Picture picture = ((InferenceOutcome.Done<Picture>) outcome).output();
    return new Background(picture, CreativeRung.full, "");
  }

  private CompletableFuture<InferenceOutcome<Picture>> paint(
      Crew crew, Briefed briefed, Duration limit) {
    ImageBrief brief = scenes.brief(briefed.campaign(), briefed.call().request().getRequestId());
    Painting painting = new Painting(crew.painter().sha256(), brief);
    Picture known = painted.find(painting);
    if (known != null) {
      return CompletableFuture.completedFuture(
          crew.heard(new InferenceOutcome.Done<>(crew.painter(), 0, OutputOrigin.MEMORY, known)));
    }
    try {
      // Of a copy: giving this one up must not take the batch's own future with it.
      return crew.paint(brief, limit).thenApply(outcome -> remembered(painting, outcome)).copy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private InferenceOutcome<Picture> remembered(
      Painting painting, InferenceOutcome<Picture> outcome) {
    if (outcome instanceof InferenceOutcome.Done<Picture> done) {
      painted.keep(painting, done.output());
    }
    return outcome;
  }

  private Illustration composed(Briefed briefed, Wording wording, Background background) {
    AdRequest request = briefed.call().request();
    try {
      ComposedAd ad =
          composed(
              briefed.campaign().campaign(),
              wording.copy(),
              ValidateCall.placement(request),
              request.getRequestId(),
              background.picture());
      String prompt = background.picture() == null ? null : background.picture().prompt();
      return new Illustration(ad, background.rung(), background.reason(), prompt);
    } catch (RejectedInputException e) {
      return new Illustration(null, CreativeRung.unknown, "withheld: " + e.getMessage(), null);
    }
  }

  /**
   * @param picture null for shapes in the brand's colours
   * @throws RejectedInputException where the words can't be set
   */
  ComposedAd composed(
      Campaign campaign, AdCopy copy, Placement placement, String requestId, Picture picture)
      throws RejectedInputException {
    return composer.compose(
        picture,
        Scenes.palette(campaign),
        new AdText(campaign.getAdvertiser().strip(), copy.headline(), copy.callToAction()),
        sizeOf(placement),
        Seeds.of(requestId));
  }

  static ImageSize sizeOf(Placement placement) {
    return placement == Placement.STORY ? ImageSize.SQUARE : ImageSize.LANDSCAPE;
  }
}
