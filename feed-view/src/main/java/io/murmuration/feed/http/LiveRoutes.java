package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.murmuration.feed.live.LiveEvent;
import io.murmuration.feed.live.LiveFeed;
import io.murmuration.feed.live.LiveFeed.Subscription;
import io.murmuration.feed.live.LiveStats;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Server-sent events: posts, a reader's timeline, creatives, and figures each second. */
final class LiveRoutes implements AutoCloseable {
  private static final String EVENT_STREAM = "text/event-stream";
  private static final long SILENCE_MILLIS = 5_000;
  private static final int FULL_FOR_SECONDS = 5;
  private static final String SUBSCRIPTION = "murmuration.subscription";

  private final LiveFeed feed;
  private final LiveStats stats;
  private final SseHandler stream = new SseHandler(this::live);

  /** A thread a watcher: one whose line is slow blocks nobody else. LiveFeed bounds them. */
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "live-writer");
            thread.setDaemon(true);
            return thread;
          });

  LiveRoutes(LiveFeed feed, LiveStats stats) {
    this.feed = feed;
    this.stats = stats;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/live", this::subscribe);
    routes.get("/v1/stats", this::stats);
  }

  private static void requireEventStream(Context call) {
    String accepted = Optional.ofNullable(call.header("Accept")).orElse("");
    if (!accepted.contains(EVENT_STREAM)) {
      throw new ProblemException(406, "this is a stream: ask with Accept: " + EVENT_STREAM);
    }
  }

  private void stats(Context call) {
    ObjectNode answer = Json.object();
    answer.set("seconds", stats.history());
    Json.answer(call, answer);
  }

  /** Once a stream has begun it is too late for a problem. */
  private void subscribe(Context call) {
    requireEventStream(call);
    String user = RequestParameters.text(call, "user");
    if (HandlerType.HEAD.equals(call.method())) {
      return;
    }
    Subscription subscription =
        feed.subscribe(user)
            .orElseThrow(
                () ->
                    ProblemException.retryLater(
                        503, "as many watch as may: try again later", FULL_FOR_SECONDS));
    call.attribute(SUBSCRIPTION, subscription);
    try {
      stream.handle(call);
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  private void live(SseClient client) {
    Subscription subscription = client.ctx().attribute(SUBSCRIPTION);
    client.keepAlive();
    client.onClose(subscription::close);
    writers.execute(() -> write(client, subscription));
  }

  private static void write(SseClient client, Subscription subscription) {
    try (subscription) {
      client.sendComment("open");
      while (!client.terminated()) {
        LiveEvent event = subscription.next(SILENCE_MILLIS);
        if (event == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent(event.kind().name().toLowerCase(Locale.ROOT), event.data().toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.close();
    }
  }

  @Override
  public void close() {
    writers.shutdownNow();
  }
}
