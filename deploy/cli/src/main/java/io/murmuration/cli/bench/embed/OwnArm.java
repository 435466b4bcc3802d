package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.flow.Answered;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.TimedText;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLoader;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** As the enrich job does it. */
record OwnArm(ModelLoader<String, PostEncoding> encoder) implements Flow.Arm {
  private static final int IN_FLIGHT = 512;

  @Override
  public DataStream<Answered> answer(
      StreamExecutionEnvironment environment, DataStream<TimedText> posts) {
    return AsyncDataStream.unorderedWait(
            posts,
            new AsyncInferenceFunction<>(encoder, TimedText::text, OwnArm::answered),
            0,
            TimeUnit.MILLISECONDS,
            IN_FLIGHT)
        .returns(Answered.class);
  }

  private static Answered answered(TimedText post, InferenceOutcome<PostEncoding> outcome) {
    if (outcome instanceof InferenceOutcome.Done<PostEncoding> done) {
      return Answered.of(post, done.output().vector());
    }
    throw new IllegalStateException("the encoder refused: " + post.text());
  }
}
