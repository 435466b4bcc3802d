package io.murmuration.cli.bench.pipeline;

import io.murmuration.jobs.JobArguments;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.RawRecord;
import io.murmuration.schemas.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The floor that the pipeline stands on: the enrich job's own source and sink, exactly once, and
 * nothing between. Posts go to the output topic as they came, so only a benchmark's stack runs it.
 */
public final class PassThroughJob {
  public static final String NAME = "pass-through";

  private PassThroughJob() {}

  public static void main(String... arguments) throws Exception {
    JobArguments job = JobArguments.parse(arguments);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(job.parallelism());
    environment.getConfig().enableObjectReuse();
    KafkaRecordSerializationSchema<RawRecord> copy =
        (read, context, timestamp) -> {
          var out =
              new ProducerRecord<>(
                  Topics.TWEETS_ENRICHED.name(), null, null, read.key(), read.value());
          for (int i = 0; i < read.headerKeys().length; i++) {
            out.headers().add(read.headerKeys()[i], read.headerValues()[i]);
          }
          return out;
        };
    environment
        .fromSource(
            KafkaEnds.source(job.bootstrap(), Topics.TWEETS, "bench-pass-through"),
            WatermarkStrategy.noWatermarks(),
            "tweets")
        .sinkTo(KafkaEnds.sink(job.bootstrap(), "bench-pass-through", copy));
    environment.execute(NAME);
  }
}
