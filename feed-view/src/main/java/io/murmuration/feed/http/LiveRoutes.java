package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
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

  private final LiveFeed feed;
  private final LiveStats stats;

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
    routes.before("/v1/live", LiveRoutes::requireEventStream);
    routes.sse("/v1/live", this::live);
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

  private void live(SseClient client) {
    String user = RequestParameters.text(client.ctx(), "user");
    Optional<Subscription> subscription = feed.subscribe(user);
    if (subscription.isEmpty()) {
      client.sendEvent("full", "as many watch as may: try again later");
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(subscription.get()::close);
    writers.execute(() -> write(client, subscription.get()));
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
