package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.flow.Answered;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.TimedText;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * What Flink's documentation leads to: an AsyncFunction of one's own.
 *
 * @param threads of one subtask
 */
record RowAtATimeArm(String folder, int threads) implements Flow.Arm {
  private static final int IN_FLIGHT = 128;

  @Override
  public DataStream<Answered> answer(
      StreamExecutionEnvironment environment, DataStream<TimedText> posts) {
    return AsyncDataStream.unorderedWait(
            posts, new Encode(folder, threads), 0, TimeUnit.MILLISECONDS, IN_FLIGHT)
        .returns(Answered.class);
  }

  private static final class Encode extends RichAsyncFunction<TimedText, Answered> {
    private final String folder;
    private final int threads;
    private transient RowEncoder encoder;

    Encode(String folder, int threads) {
      this.folder = folder;
      this.threads = threads;
    }

    @Override
    public void open(OpenContext context) {
      encoder = new RowEncoder(folder, threads);
    }

    @Override
    public void asyncInvoke(TimedText post, ResultFuture<Answered> result) {
      encoder
          .encode(post.text())
          .whenComplete(
              (encoding, error) -> {
                if (error == null) {
                  result.complete(Collections.singleton(Answered.of(post, encoding.vector())));
                } else {
                  result.completeExceptionally(error);
                }
              });
    }

    @Override
    public void close() {
      if (encoder != null) {
        encoder.close();
      }
    }
  }
}
