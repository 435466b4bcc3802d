package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.InferenceMetrics;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.image.AdComposer;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.schemas.RecordHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Makes creatives: words, choice, image, bundle. Each request that comes in gives one result; the
 * requests in flight are checkpointed by Flink's operator and made again after a restore.
 */
final class MakeCreative extends RichAsyncFunction<Briefed, Made> {
  private static final BatchLimits PICTURES =
      new BatchLimits(4, 4_096, 256, 3, Duration.ofMillis(100));

  private final AdModels models;
  private final RungPolicy rungs;
  private final ImageStore store;
  private final int variants;
  private transient SharedModels.Held<AdWriter> writer;
  private transient ModelLease<String, PostEncoding> encoder;
  private transient ModelLease<float[], Float> clicks;
  private transient ModelLease<ImageBrief, Picture> painter;
  private transient ExecutorService executor;
  private transient CopyDesk desk;
  private transient Illustrator illustrator;

  /**
   * @param variants how many texts are written for a request
   */
  MakeCreative(AdModels models, RungPolicy rungs, ImageStore store, int variants) {
    this.models = models;
    this.rungs = rungs;
    this.store = store;
    this.variants = variants;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    writer = models.holdWriter();
    encoder = SharedModels.acquire(models.encoder(), BatchLimits.defaults());
    clicks = SharedModels.acquire(models.clicks(), BatchLimits.defaults());
    painter = SharedModels.acquire(models.painter(), PICTURES);
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "make-creative");
              thread.setDaemon(true);
              return thread;
            });
    AdComposer composer = new AdComposer();
    VariantWriter variantWriter =
        new VariantWriter(
            writer.get(),
            encoder,
            point -> composer.firstMissing(Character.toString(point)) < 0,
            executor);
    desk = new CopyDesk(variantWriter, new Chooser(clicks), rungs, variants);
    illustrator = new Illustrator(painter, Scenes.read(encoder), composer, rungs, executor);
    var group = getRuntimeContext().getMetricGroup();
    InferenceMetrics.register(group, painter.model(), painter.statistics());
    group.gauge("drawnTokens", () -> writer.get().statistics().drawnTokens());
  }

  @Override
  public void asyncInvoke(Briefed briefed, ResultFuture<Made> result) {
    CompletableFuture.supplyAsync(() -> desk.settle(briefed), executor)
        .thenCompose(settled -> settled)
        .thenCompose(wording -> made(briefed, wording))
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

  private CompletableFuture<Creative> made(Briefed briefed, Wording wording) {
    if (wording.copy() == null) {
      return CompletableFuture.completedFuture(none(briefed, wording, wording.reason()));
    }
    return illustrator
        .illustrate(briefed, wording)
        .thenApplyAsync(
            illustration -> {
              String fault =
                  illustration.ad() == null
                      ? illustration.reason()
                      : Bundle.imageFault(illustration.ad());
              if (fault != null) {
                return none(briefed, wording, fault);
              }
              return Bundle.creative(
                  briefed,
                  wording,
                  illustration,
                  store.keep(illustration.ad()),
                  refs(illustration.rung()),
                  rungs.isInTime(briefed.call().request()));
            },
            executor);
  }

  private Creative none(Briefed briefed, Wording wording, String reason) {
    return Bundle.none(
        briefed.call(),
        reason,
        wording.checks(),
        refs(wording.rung()),
        rungs.isInTime(briefed.call().request()));
  }

  /** The models that touched a creative of this rung. */
  private List<ModelRef> refs(CreativeRung rung) {
    List<ModelRef> refs = new ArrayList<>();
    refs.add(ref(encoder.model()));
    if (rung != CreativeRung.template) {
      refs.add(ref(writer.get().model()));
    }
    refs.add(ref(clicks.model()));
    if (rung == CreativeRung.full) {
      refs.add(ref(painter.model()));
    }
    return refs;
  }

  private static ModelRef ref(ModelIdentity model) {
    return new ModelRef(model.name(), model.version(), model.sha256());
  }

  @Override
  public void close() throws Exception {
    if (executor != null) {
      executor.shutdownNow();
    }
    for (AutoCloseable each : new AutoCloseable[] {painter, clicks, encoder, writer}) {
      if (each != null) {
        each.close();
      }
    }
  }
}
