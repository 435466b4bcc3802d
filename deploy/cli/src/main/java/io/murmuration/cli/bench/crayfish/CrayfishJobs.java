package io.murmuration.cli.bench.crayfish;

import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.cli.bench.flow.ThroughputMeter;
import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The paper's job, Kafka to Kafka with one replica, in its variants; each gives records a second.
 */
record CrayfishJobs(LocalFlink flink, String bootstrap, Path checkpoints, RowsLoader network) {
  static final BatchLimits LIMITS = new BatchLimits(256, 2_048, 1_024, 3, Duration.ofMillis(100));
  private static final int IN_FLIGHT = 1_024;

  /**
   * @param records to be read from the topic's beginning
   * @param warmUp of these, the first, that are not measured
   */
  record Span(String from, String to, long records, long warmUp) {}

  /** Row at a time in a map function, no checkpoint, records copied between operators. */
  double published(Span span) throws Exception {
    StreamExecutionEnvironment job =
        environment(Map.of("pipeline.generic-types", "true", "pipeline.object-reuse", "false"));
    DataStream<PublishedPoint> scored =
        job.fromSource(
                CrayfishEnds.source(bootstrap, span, PublishedPoint.class, PublishedPoint::read),
                CrayfishEnds.noWatermarks(),
                "points")
            .map(new PublishedScorer(network));
    scored
        .map(new ThroughputMeter<>(span.warmUp()))
        .returns(PublishedPoint.class)
        .sinkTo(CrayfishEnds.sink(bootstrap, span, PublishedPoint::write));
    return ThroughputMeter.perSecond(flink.run(job));
  }

  /** The same without what is slow for no reason: mapper, trees, boxes, copies. */
  double fixed(Span span) throws Exception {
    StreamExecutionEnvironment job = environment(Map.of());
    RowFormat json = new JsonRows();
    job.fromSource(
            CrayfishEnds.source(bootstrap, span, Scored.class, json::read),
            CrayfishEnds.noWatermarks(),
            "points")
        .map(new RowScorer(network))
        .returns(Scored.class)
        .map(new ThroughputMeter<>(span.warmUp()))
        .returns(Scored.class)
        .sinkTo(CrayfishEnds.sink(bootstrap, span, json::write));
    return ThroughputMeter.perSecond(flink.run(job));
  }

  /** Our operator, exactly once, a checkpoint a second. */
  double ours(Span span, RowFormat format, ModelLoader<float[], float[]> model) throws Exception {
    StreamExecutionEnvironment job =
        environment(
            Map.of(
                "execution.checkpointing.mode", "EXACTLY_ONCE",
                "execution.checkpointing.interval", "1 s",
                "execution.checkpointing.dir", checkpoints.toUri().toString()));
    DataStream<Scored> points =
        job.fromSource(
            CrayfishEnds.source(bootstrap, span, Scored.class, format::read),
            CrayfishEnds.noWatermarks(),
            "points");
    AsyncDataStream.unorderedWait(
            points,
            new AsyncInferenceFunction<>(model, LIMITS, Scored::features, CrayfishJobs::scored),
            0,
            TimeUnit.MILLISECONDS,
            IN_FLIGHT)
        .returns(TypeInformation.of(Scored.class))
        .map(new ThroughputMeter<>(span.warmUp()))
        .returns(Scored.class)
        .sinkTo(CrayfishEnds.exactlyOnce(bootstrap, span, format::write));
    return ThroughputMeter.perSecond(flink.run(job));
  }

  private static Scored scored(Scored row, InferenceOutcome<float[]> outcome) {
    if (outcome instanceof InferenceOutcome.Done<float[]> done) {
      return row.with(done.output());
    }
    throw new IllegalStateException("the network refused a data point");
  }

  private StreamExecutionEnvironment environment(Map<String, String> more) {
    StreamExecutionEnvironment job = flink.environment(new HashMap<>(more));
    job.setParallelism(1);
    return job;
  }
}
