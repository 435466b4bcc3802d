package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.murmuration.feed.search.PostSearch;
import io.murmuration.feed.views.ViewReader;

/** Whether it lives, and whether it has caught up with the topics. */
final class HealthRoutes {
  private final ViewReader views;
  private final PostSearch search;

  HealthRoutes(ViewReader views, PostSearch search) {
    this.views = views;
    this.search = search;
  }

  void register(RoutesConfig routes) {
    routes.get("/healthz", this::health);
    routes.get("/readyz", this::readiness);
  }

  private void health(Context call) {
    if (views.alive()) {
      Json.answer(call, Json.object().put("status", "alive"));
    } else {
      Problems.write(call, 503, "the views stopped (" + views.state() + "): start it again");
    }
  }

  private void readiness(Context call) {
    PostSearch.Status index = search.status();
    boolean ready = views.ready() && index.progress() >= 1;
    ObjectNode answer =
        ready
            ? Json.object().put("status", "ready")
            : Problems.of(503, "still reading the topics: ask again");
    ObjectNode checks = answer.putObject("checks");
    checks.putObject("views").put("ready", views.ready()).put("state", views.state());
    checks
        .putObject("search")
        .put("ready", index.progress() >= 1)
        .put("progress", index.progress())
        .put("posts", index.posts());
    if (ready) {
      Json.answer(call, answer);
    } else {
      call.header("Retry-After", "1");
      Problems.write(call, answer);
    }
  }
}
