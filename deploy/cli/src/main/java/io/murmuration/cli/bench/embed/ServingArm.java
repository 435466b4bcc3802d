package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.flow.Answered;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.TimedText;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** DJL Serving's batches without its hop: one queue, so one subtask, which only queues. */
record ServingArm(String folder, ServingWorkers.Settings settings) implements Flow.Arm {
  /** Less than the queue takes. */
  private static final int IN_FLIGHT = 512;

  @Override
  public DataStream<Answered> answer(
      StreamExecutionEnvironment environment, DataStream<TimedText> posts) {
    SingleOutputStreamOperator<Answered> answers =
        AsyncDataStream.unorderedWait(
            posts, new Ask(folder, settings), 0, TimeUnit.MILLISECONDS, IN_FLIGHT);
    return answers.returns(Answered.class).setParallelism(1);
  }

  private static final class Ask extends RichAsyncFunction<TimedText, Answered> {
    private final String folder;
    private final ServingWorkers.Settings settings;
    private transient ServingWorkers workers;

    Ask(String folder, ServingWorkers.Settings settings) {
      this.folder = folder;
      this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
      workers = new ServingWorkers(folder, settings);
    }

    @Override
    public void asyncInvoke(TimedText post, ResultFuture<Answered> result)
        throws InterruptedException {
      workers
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
      if (workers != null) {
        workers.close();
      }
    }
  }
}
