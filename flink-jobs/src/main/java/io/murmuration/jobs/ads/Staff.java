package io.murmuration.jobs.ads;

import io.murmuration.model.flink.InferenceMetrics;
import io.murmuration.model.flink.RenewedGauges;
import io.murmuration.model.generate.GenerationStatistics;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchStatistics;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.model.lifecycle.VersionedModel;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/** The models of a studio that are commanded, each in the versions that requests ask for. */
final class Staff implements AutoCloseable {
  private final Queue<GenerationStatistics> writings = new ConcurrentLinkedQueue<>();
  private final Set<String> approximate = ConcurrentHashMap.newKeySet();
  final VersionedModel<SharedModels.Held<AdWriter>> writer;
  final VersionedModel<ModelLease<float[], Float>> clicks;
  final VersionedModel<ModelLease<ImageBrief, Picture>> painter;

  /**
   * Loads what nobody of this JVM holds yet; slow the first time.
   *
   * @param metrics of the versions that are used, or null
   */
  Staff(AdModels models, MetricGroup metrics) {
    MetricGroup renewed = metrics == null ? null : new RenewedGauges(metrics);
    writer = new VersionedModel<>(models.writer(), held -> measure(renewed, held.get()));
    clicks = new VersionedModel<>(models.clicks(), lease -> measure(renewed, lease));
    painter = new VersionedModel<>(models.painter(), lease -> measure(renewed, lease));
  }

  /** Digests of the versions asked so far that make no claim on their bytes. */
  Set<String> approximate() {
    return approximate;
  }

  private void measure(MetricGroup metrics, AdWriter used) {
    writings.add(used.statistics());
    if (metrics != null) {
      InferenceMetrics.register(metrics, used.model(), used.statistics());
    }
  }

  private void measure(MetricGroup metrics, ModelLease<?, ?> lease) {
    if (!lease.sameBytes()) {
      approximate.add(lease.model().sha256());
    }
    if (metrics != null) {
      InferenceMetrics.register(metrics, lease.model(), lease.statistics());
    }
  }

  /** Those that one request is stamped with. */
  Crew of(Briefed briefed, Consumer<TrialOutcome> trials, AnswerTally answers) {
    long stampMillis = briefed.call().source().timestampMillis();
    return new Crew(this, briefed.stamps(), stampMillis, trials, answers);
  }

  GenerationStatistics writing() {
    return writer.shippedLease().get().statistics();
  }

  /** By all versions. */
  long drawnTokens() {
    return writings.stream().mapToLong(GenerationStatistics::drawnTokens).sum();
  }

  BatchStatistics painting() {
    return painter.shippedLease().statistics();
  }

  @Override
  public void close() {
    painter.close();
    clicks.close();
    writer.close();
  }
}
