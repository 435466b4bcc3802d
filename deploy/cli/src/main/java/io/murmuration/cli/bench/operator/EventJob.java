package io.murmuration.cli.bench.operator;

import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.InferenceOutcome;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Numbers through one chain of operators in one subtask: source, arm, a sink that drops them. */
final class EventJob {
  private static final int IN_FLIGHT = 512;

  /** Where an arm meets the events. */
  interface Arm {
    DataStream<Long> through(DataStream<Long> events);
  }

  private EventJob() {}

  static void run(LocalFlink flink, Arm arm, long events) throws Exception {
    StreamExecutionEnvironment environment = flink.environment(Map.of());
    environment.setParallelism(1);
    DataStream<Long> source =
        environment.fromSource(
            new DataGeneratorSource<>(index -> index, events, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "events");
    arm.through(source).sinkTo(new DiscardingSink<>());
    flink.run(environment);
  }

  static DataStream<Long> ours(DataStream<Long> events) {
    return async(
        events, new AsyncInferenceFunction<>(new NoOpLoader(), event -> event, EventJob::outputOf));
  }

  private static Long outputOf(Long event, InferenceOutcome<Long> outcome) {
    return ((InferenceOutcome.Done<Long>) outcome).output();
  }

  static DataStream<Long> async(DataStream<Long> events, AsyncFunction<Long, Long> function) {
    return AsyncDataStream.unorderedWait(events, function, 0, TimeUnit.MILLISECONDS, IN_FLIGHT)
        .returns(Types.LONG);
  }
}
