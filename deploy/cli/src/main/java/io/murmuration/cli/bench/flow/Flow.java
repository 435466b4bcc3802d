package io.murmuration.cli.bench.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * One job shape for every arm: a paced source on a task of its own, the arm, a meter.
 *
 * @param parallelism of the arm and the meter
 */
public record Flow(LocalFlink flink, ArrayList<String> texts, int parallelism) {
  /** What an answer is good for: a post is to be enriched within this time. */
  public static final Duration DEADLINE = Duration.ofMillis(250);

  /** For the arm's tasks to open their models. */
  private static final Duration LEAD = Duration.ofSeconds(1);

  /** Where an arm meets the posts. */
  public interface Arm {
    DataStream<Answered> answer(StreamExecutionEnvironment environment, DataStream<TimedText> posts)
        throws Exception;
  }

  /**
   * @param posts that are measured
   * @param perSecond answers a second, from the first measured to the last
   * @param inTime answers within the deadline, of those measured
   */
  public record Result(
      long posts, double perSecond, double p50Millis, double p99Millis, double inTime) {}

  public Flow(LocalFlink flink, List<String> texts, int parallelism) {
    this(flink, new ArrayList<>(texts), parallelism);
  }

  /**
   * @param warmUp posts before those that are measured
   */
  public Result run(Arm arm, Schedule schedule, long warmUp, long posts) throws Exception {
    StreamExecutionEnvironment environment =
        flink.environment(Map.of("execution.buffer-timeout.interval", "0 ms"));
    environment.setParallelism(parallelism);
    SingleOutputStreamOperator<TimedText> source =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    new PacedTexts(texts, schedule, LEAD),
                    warmUp + posts,
                    TypeInformation.of(TimedText.class)),
                WatermarkStrategy.noWatermarks(),
                "posts")
            .setParallelism(1)
            .disableChaining();
    DataStream<Answered> answers = arm.answer(environment, source);
    answers
        .map(new AnswerMeter(warmUp))
        .returns(Answered.class)
        .setParallelism(answers.getParallelism())
        .sinkTo(new DiscardingSink<>())
        .setParallelism(answers.getParallelism());
    return result(flink.run(environment));
  }

  private static Result result(JobExecutionResult job) {
    HistogramAccumulator.Found found = job.getAccumulatorResult(AnswerMeter.LATENCY);
    long first = job.<Long>getAccumulatorResult(AnswerMeter.FIRST);
    long last = job.<Long>getAccumulatorResult(AnswerMeter.LAST);
    Histogram micros = found.micros();
    long answers = micros.getTotalCount();
    return new Result(
        answers,
        (answers - 1) / ((last - first) / 1e9),
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        (double) micros.getCountBetweenValues(0, DEADLINE.toMillis() * 1_000) / answers);
  }
}
