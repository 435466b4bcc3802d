package io.murmuration.jobs.ads;

import io.murmuration.model.flink.InferenceMetrics;
import io.murmuration.schemas.RecordHeaders;
import java.util.Collections;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Where a request meets the studio. Each gives one result; those in flight are checkpointed by
 * Flink's operator and made again after a restore, to the same bytes.
 */
final class MakeCreative extends RichAsyncFunction<Briefed, Made> {
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
    studio = new AdStudio(models, template, rungs, store);
    var group = getRuntimeContext().getMetricGroup();
    InferenceMetrics.register(group, studio.painter(), studio.painting());
    group.gauge("drawnTokens", (Gauge<Long>) () -> studio.writing().drawnTokens());
  }

  @Override
  public void asyncInvoke(Briefed briefed, ResultFuture<Made> result) {
    studio
        .make(briefed)
        .whenComplete(
            (creative, failure) -> {
              if (failure == null) {
                byte[] sent = briefed.call().source().header(RecordHeaders.INTENDED_SEND_TIME);
                result.complete(Collections.singleton(new Made(creative, sent)));
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
