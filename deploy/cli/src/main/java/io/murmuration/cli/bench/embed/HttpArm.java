package io.murmuration.cli.bench.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.cli.bench.flow.Answered;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.TimedText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** An AsyncFunction that asks a server on loopback: JDK client, connections kept. */
record HttpArm(String url) implements Flow.Arm {
  /** Each is a connection: more of them only queue at the server. */
  private static final int IN_FLIGHT = 64;

  @Override
  public DataStream<Answered> answer(
      StreamExecutionEnvironment environment, DataStream<TimedText> posts) {
    return AsyncDataStream.unorderedWait(posts, new Ask(url), 0, TimeUnit.MILLISECONDS, IN_FLIGHT)
        .returns(Answered.class);
  }

  private static final class Ask extends RichAsyncFunction<TimedText, Answered> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String url;
    private transient HttpClient client;

    Ask(String url) {
      this.url = url;
    }

    private record Answer(float[] vector) {}

    @Override
    public void open(OpenContext context) {
      client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Override
    public void asyncInvoke(TimedText post, ResultFuture<Answered> result) throws IOException {
      byte[] body = JSON.writeValueAsBytes(Map.of("text", post.text()));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      client
          .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
          .thenApply(response -> answered(post, response))
          .whenComplete(
              (answer, error) -> {
                if (error == null) {
                  result.complete(Collections.singleton(answer));
                } else {
                  result.completeExceptionally(error);
                }
              });
    }

    private static Answered answered(TimedText post, HttpResponse<byte[]> response) {
      try {
        return Answered.of(post, JSON.readValue(response.body(), Answer.class).vector());
      } catch (IOException e) {
        throw new IllegalStateException("the server answered " + response.statusCode(), e);
      }
    }
  }
}
