package io.murmuration.jobs.ads;

import io.murmuration.jobs.ads.RememberedDrafts.Wanted;
import io.murmuration.jobs.ads.guard.Guard;
import io.murmuration.jobs.ads.guard.Surroundings;
import io.murmuration.jobs.ads.guard.Verdict;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;

/**
 * Writes a variant until the guard lets it pass, a bounded number of times; each draft has a seed
 * of its own.
 */
final class VariantWriter {
  private static final int DRAFTS = 3;

  /** Later drafts dare more. */
  private static final double[] TEMPERATURES = {0.8, 0.9, 1.0};

  private static final double TOP_P = 0.95;

  private final ModelLease<String, PostEncoding> encoder;
  private final RememberedDrafts remembered;
  private final IntPredicate drawable;
  private final Executor executor;

  /**
   * @param executor where guards run and models are asked: never a model's own thread
   */
  VariantWriter(
      ModelLease<String, PostEncoding> encoder,
      RememberedDrafts remembered,
      IntPredicate drawable,
      Executor executor) {
    this.encoder = encoder;
    this.remembered = remembered;
    this.drawable = drawable;
    this.executor = executor;
  }

  /**
   * All drafts, the last one kept or not. Blocks while the writer's queue is full.
   *
   * @param job tells whether it was given up, and takes what can be cancelled
   */
  CompletableFuture<List<Draft>> write(
      Crew crew,
      AdBrief brief,
      Surroundings around,
      String requestId,
      int variant,
      WritingJob job) {
    return draft(crew, brief, around, requestId, variant, 0, List.of(), job);
  }

  private CompletableFuture<List<Draft>> draft(
      Crew crew,
      AdBrief brief,
      Surroundings around,
      String requestId,
      int variant,
      int number,
      List<Draft> before,
      WritingJob job) {
    long since = System.nanoTime();
    return copy(crew, brief, Seeds.of(requestId, variant, number), number, job)
        .thenComposeAsync(copy -> judged(crew, brief, copy, around, variant, number), executor)
        .exceptionallyCompose(failure -> unwritten(failure, variant, number))
        .thenComposeAsync(
            draft -> {
              crew.drafted(draft.isKept(), System.nanoTime() - since);
              List<Draft> all = new java.util.ArrayList<>(before);
              all.add(draft);
              return draft.isKept() || number + 1 == DRAFTS || draft.copy() == null || job.isOver()
                  ? CompletableFuture.completedFuture(List.copyOf(all))
                  : draft(crew, brief, around, requestId, variant, number + 1, all, job);
            },
            executor);
  }

  private CompletableFuture<AdCopy> copy(
      Crew crew, AdBrief brief, long seed, int number, WritingJob job) {
    var wanted = new Wanted(brief, seed, AdWriter.Style.heldToBrief(TEMPERATURES[number], TOP_P));
    return remembered
        .find(crew.writer(), wanted)
        .thenComposeAsync(
            known -> {
              if (known == null) {
                return written(crew, wanted, job)
                    .whenComplete((copy, failure) -> keep(crew.writer(), wanted, copy));
              }
              crew.remembered();
              return CompletableFuture.completedFuture(known);
            },
            executor);
  }

  private void keep(ModelIdentity writer, Wanted wanted, AdCopy copy) {
    if (copy != null) {
      remembered.keep(writer, wanted, copy);
    }
  }

  private static CompletableFuture<AdCopy> written(Crew crew, Wanted wanted, WritingJob job) {
    try {
      return crew.write(wanted.brief(), wanted.seed(), wanted.style(), job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Draft> judged(
      Crew crew, AdBrief brief, AdCopy copy, Surroundings around, int variant, int number) {
    return judge(crew, brief, copy, around)
        .thenApply(verdicts -> new Draft(variant, number, copy, verdicts));
  }

  /** The guard's word on a copy, whoever wrote it. */
  CompletableFuture<List<Verdict>> judge(
      Crew crew, AdBrief brief, AdCopy copy, Surroundings around) {
    try {
      return encoder
          .submit(Guard.read(copy), AdStudio.URGENT)
          .thenApply(
              outcome ->
                  Guard.inspect(brief, copy, around, encoding(crew.heard(outcome)), drawable));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private static PostEncoding encoding(InferenceOutcome<PostEncoding> outcome) {
    return outcome instanceof InferenceOutcome.Done<PostEncoding> done ? done.output() : null;
  }

  /** What the writer refuses is a draft without a copy; all else fails the job. */
  private static CompletableFuture<Draft> unwritten(Throwable failure, int variant, int number) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedInputException refused) {
      Verdict why = new Verdict("writer", false, refused.kind() + ": " + refused.getMessage());
      return CompletableFuture.completedFuture(new Draft(variant, number, null, List.of(why)));
    }
    return CompletableFuture.failedFuture(cause);
  }
}
