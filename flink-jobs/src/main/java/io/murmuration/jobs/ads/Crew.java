package io.murmuration.jobs.ads;

import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.model.lifecycle.VersionedModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The models that one request meets, by its stamps, and what their trials learn of it. A version
 * that gives no answer is one that refuses: the ladder goes on without it. Thread-safe.
 */
final class Crew {
  private final Staff staff;
  private final ModelStamp writer;
  private final ModelStamp clicks;
  private final ModelStamp painter;
  private final long stampMillis;
  private final Consumer<TrialOutcome> trials;
  private final AnswerTally answers;

  /**
   * @param stamps null for the shipped models
   * @param trials hears of models on trial, on any thread
   * @param answers takes what all models answer
   */
  Crew(
      Staff staff,
      AdStamps stamps,
      long stampMillis,
      Consumer<TrialOutcome> trials,
      AnswerTally answers) {
    this.staff = staff;
    this.writer = stamps == null ? shipped(staff.writer) : stamps.writer();
    this.clicks = stamps == null ? shipped(staff.clicks) : stamps.clicks();
    this.painter = stamps == null ? shipped(staff.painter) : stamps.painter();
    this.stampMillis = stampMillis;
    this.trials = trials;
    this.answers = answers;
  }

  private static ModelStamp shipped(VersionedModel<?> model) {
    return ModelStamp.asked(model.shipped());
  }

  ModelIdentity writer() {
    return writer.model().identity();
  }

  ModelIdentity clicks() {
    return clicks.model().identity();
  }

  ModelIdentity painter() {
    return painter.model().identity();
  }

  /**
   * Fails with a {@link RejectedInputException} where there is no copy.
   *
   * @param job takes the writing, to cancel it
   */
  CompletableFuture<AdCopy> write(AdBrief brief, long seed, AdWriter.Style style, WritingJob job)
      throws InterruptedException {
    answers.count(writer.model().name(), OutputOrigin.COMPUTED, 1);
    return staff.writer.ask(
        writer.model(),
        held -> job.add(written(held.get(), brief, seed, style)),
        failure ->
            CompletableFuture.failedFuture(
                new RejectedInputException(failure.kind(), failure.message())));
  }

  /** A draft of the writer's that nobody had to write. */
  void remembered() {
    answers.count(writer.model().name(), OutputOrigin.DISK, 0);
  }

  private static CompletableFuture<AdCopy> written(
      AdWriter writer, AdBrief brief, long seed, AdWriter.Style style) throws InterruptedException {
    try {
      return writer.write(brief, seed, style);
    } catch (RejectedInputException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      // Of this brief: made again it would fail again. The engine's failures come by the future.
      return CompletableFuture.failedFuture(
          new RejectedInputException(
              "BRIEF_UNWRITABLE", "nothing can be held to this brief: " + e));
    }
  }

  /** A draft is a record of the writer's trial; one that the guard stops has failed. */
  void drafted(boolean kept, long nanos) {
    count(writer, !kept, nanos);
  }

  CompletableFuture<InferenceOutcome<Float>> predict(float[] features) throws InterruptedException {
    long since = System.nanoTime();
    return VersionedModel.submit(staff.clicks, clicks.model(), features, AdStudio.URGENT)
        .thenApply(outcome -> counted(clicks, outcome, since));
  }

  /**
   * @param timeLeft or null; see {@link PainterVersions} for who heeds it
   */
  CompletableFuture<InferenceOutcome<Picture>> paint(ImageBrief brief, Duration timeLeft)
      throws InterruptedException {
    long since = System.nanoTime();
    return VersionedModel.submit(staff.painter, painter.model(), brief, Urgency.ads(timeLeft))
        .thenApply(outcome -> counted(painter, outcome, since));
  }

  private <O> InferenceOutcome<O> counted(
      ModelStamp stamp, InferenceOutcome<O> outcome, long since) {
    count(stamp, !(outcome instanceof InferenceOutcome.Done<O>), System.nanoTime() - since);
    return heard(outcome);
  }

  /** An answer for this request that was not asked for here, for the tally alone. */
  <O> InferenceOutcome<O> heard(InferenceOutcome<O> outcome) {
    answers.count(outcome);
    return outcome;
  }

  private void count(ModelStamp stamp, boolean failed, long nanos) {
    if (stamp.trial()) {
      ModelRevision model = stamp.model();
      trials.accept(
          new TrialOutcome(model.name(), model.sha256(), failed, false, false, nanos, stampMillis));
    }
  }
}
