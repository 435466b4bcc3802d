package io.murmuration.model.flink;

import io.murmuration.model.generate.GenerationStatistics;
import io.murmuration.model.inference.BatchStatistics;
import io.murmuration.model.inference.Lane;
import io.murmuration.model.inference.ModelIdentity;
import java.util.Locale;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * A model's figures in Flink's metric group {@code model}, with name and version as its variables.
 * They are the shared model's, so each subtask of a JVM shows the same: take one, or the maximum.
 */
public final class InferenceMetrics {
  private InferenceMetrics() {}

  /** Of a decoder; the figures of its queue have the names of a batcher's. */
  public static void register(
      MetricGroup operator, ModelIdentity model, GenerationStatistics statistics) {
    MetricGroup group = group(operator, model);
    group.gauge("calls", (Gauge<Long>) statistics::calls);
    group.gauge("rows", (Gauge<Long>) statistics::rows);
    group.gauge("steps", (Gauge<Long>) statistics::steps);
    group.gauge("stepRows", (Gauge<Long>) statistics::stepRows);
    group.gauge("promptTokens", (Gauge<Long>) statistics::promptTokens);
    group.gauge("reusedTokens", (Gauge<Long>) statistics::reusedTokens);
    group.gauge("drawnTokens", (Gauge<Long>) statistics::drawnTokens);
    group.gauge("takenBackTokens", (Gauge<Long>) statistics::takenBackTokens);
    group.gauge("refused", (Gauge<Long>) statistics::refused);
    group.gauge("queuedSequences", (Gauge<Integer>) statistics::queuedSequences);
    group.gauge("queueWaitMillis", (Gauge<Double>) statistics::queueWaitMillis);
  }

  public static void register(
      MetricGroup operator, ModelIdentity model, BatchStatistics statistics) {
    MetricGroup group = group(operator, model);
    group.gauge("batches", (Gauge<Long>) statistics::batches);
    group.gauge("items", (Gauge<Long>) statistics::items);
    group.gauge("tokens", (Gauge<Long>) statistics::tokens);
    group.gauge("paddedTokens", (Gauge<Long>) statistics::paddedTokens);
    group.gauge("answered", (Gauge<Long>) statistics::answered);
    group.gauge("rejected", (Gauge<Long>) statistics::rejected);
    group.gauge("expired", (Gauge<Long>) statistics::expired);
    group.gauge("retried", (Gauge<Long>) statistics::retried);
    group.gauge("hung", (Gauge<Long>) statistics::hung);
    group.gauge("outOfMemory", (Gauge<Long>) statistics::outOfMemory);
    group.gauge("shared", (Gauge<Long>) statistics::shared);
    group.gauge("cacheHits", (Gauge<Long>) statistics::cacheHits);
    group.gauge("cacheMisses", (Gauge<Long>) statistics::cacheMisses);
    group.gauge("cacheSkipped", (Gauge<Long>) statistics::cacheSkipped);
    group.gauge("cacheHitRate", (Gauge<Double>) statistics::cacheHitRate);
    group.gauge("batchSize", (Gauge<Double>) statistics::batchSize);
    group.gauge("batchFill", (Gauge<Double>) statistics::batchFill);
    group.gauge("queueWaitMillis", (Gauge<Double>) statistics::queueWaitMillis);
    for (Lane lane : Lane.values()) {
      MetricGroup ofLane = group.addGroup("lane", lane.name().toLowerCase(Locale.ROOT));
      ofLane.gauge("queueWaitMillis", (Gauge<Double>) () -> statistics.queueWaitMillis(lane));
      ofLane.gauge("queuedRequests", (Gauge<Integer>) () -> statistics.queuedRequests(lane));
    }
    group.gauge("modelMillis", (Gauge<Double>) statistics::modelMillis);
  }

  private static MetricGroup group(MetricGroup operator, ModelIdentity model) {
    return operator
        .addGroup("model")
        .addGroup("name", model.name())
        .addGroup("version", model.version());
  }
}
