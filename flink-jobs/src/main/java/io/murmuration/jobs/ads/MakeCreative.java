package io.murmuration.jobs.ads;

import io.murmuration.model.lifecycle.TrialOutcome;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Where a request meets the studio. Each gives one result; those in flight are checkpointed by
 * Flink's operator and made again after a restore, to the same bytes.
 */
final class MakeCreative extends RichAsyncFunction<Briefed, Finished> {
  private final AdModels models;
  private final BriefTemplate template;
  private final RungPolicy rungs;
  private final ImageStore store;
  private final boolean commanded;
  private transient AdStudio studio;

  /**
   * @param settings without a lifecycle requests meet these models, whatever they are stamped with:
   *     a replay may begin with those that production had in flight
   */
  MakeCreative(CreateAdsPipeline.Settings settings) {
    this.models = settings.models();
    this.template = settings.template();
    this.rungs = settings.rungs();
    this.store = settings.images();
    this.commanded = settings.lifecycle() != null;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var group = getRuntimeContext().getMetricGroup();
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    studio =
        new AdStudio(
            models.forSubtask(subtask),
            template,
            rungs,
            store,
            RememberedDrafts.ofThisCode(models.memory()),
            group);
    group.gauge("drawnTokens", (Gauge<Long>) () -> studio.drawnTokens());
  }

  @Override
  public void asyncInvoke(Briefed briefed, ResultFuture<Finished> result) {
    Queue<TrialOutcome> trials = new ConcurrentLinkedQueue<>();
    AnswerTally answers = new AnswerTally();
    studio
        .make(commanded ? briefed : briefed.stamped(null), trials::add, answers)
        .whenComplete(
            (creative, failure) -> {
              if (failure == null) {
                result.complete(
                    Collections.singleton(
                        new Finished(
                            Made.of(
                                creative,
                                briefed.call().source(),
                                answers.header(),
                                studio.approximate(creative)),
                            trials.toArray(TrialOutcome[]::new))));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void close() {
    if (studio != null) {
      studio.close();
    }
  }
}
