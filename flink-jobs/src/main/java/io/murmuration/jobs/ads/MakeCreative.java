package io.murmuration.jobs.ads;

import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.schemas.RecordHeaders;
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
  private transient AdStudio studio;

  MakeCreative(AdModels models, BriefTemplate template, RungPolicy rungs, ImageStore store) {
    this.models = models;
    this.template = template;
    this.rungs = rungs;
    this.store = store;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var group = getRuntimeContext().getMetricGroup();
    studio = new AdStudio(models, template, rungs, store, group);
    group.gauge("drawnTokens", (Gauge<Long>) () -> studio.drawnTokens());
  }

  @Override
  public void asyncInvoke(Briefed briefed, ResultFuture<Finished> result) {
    Queue<TrialOutcome> trials = new ConcurrentLinkedQueue<>();
    studio
        .make(briefed, trials::add)
        .whenComplete(
            (creative, failure) -> {
              if (failure == null) {
                byte[] sent = briefed.call().source().header(RecordHeaders.INTENDED_SEND_TIME);
                result.complete(
                    Collections.singleton(
                        new Finished(
                            new Made(creative, sent), trials.toArray(TrialOutcome[]::new))));
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
