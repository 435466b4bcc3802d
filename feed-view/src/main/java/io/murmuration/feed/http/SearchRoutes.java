package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.murmuration.feed.live.LiveStats;
import io.murmuration.feed.search.PostSearch;
import io.murmuration.feed.search.SearchHit;
import io.murmuration.feed.search.SearchQuery;

/** Search over what was posted seconds ago. */
final class SearchRoutes {
  private static final int STANDARD_LIMIT = 20;

  private final PostSearch search;
  private final LiveStats stats;

  SearchRoutes(PostSearch search, LiveStats stats) {
    this.search = search;
    this.stats = stats;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/search", this::search);
  }

  private void search(Context call) throws InterruptedException {
    SearchQuery query = query(call);
    long began = System.nanoTime();
    var hits = search.search(query);
    long tookMicros = (System.nanoTime() - began) / 1_000;
    stats.searched(tookMicros);
    PostSearch.Status status = search.status();
    ObjectNode answer = Json.object();
    answer.put("took_millis", tookMicros / 1e3);
    answer.put("searched_posts", status.posts());
    answer.put("model", status.version() == null ? null : status.version().toString());
    answer.put("complete", status.progress() >= 1);
    ArrayNode array = answer.putArray("hits");
    for (SearchHit hit : hits) {
      ObjectNode node = array.addObject();
      node.put("score", hit.score());
      node.put("word_rank", hit.wordRank() == 0 ? null : hit.wordRank());
      node.put("meaning_rank", hit.meaningRank() == 0 ? null : hit.meaningRank());
      node.set("post", hit.post());
    }
    Json.answer(call, answer);
  }

  private static SearchQuery query(Context call) {
    try {
      return new SearchQuery(
          call.queryParam("q"),
          RequestParameters.text(call, "lang"),
          RequestParameters.text(call, "topic"),
          RequestParameters.time(call, "from"),
          RequestParameters.time(call, "to"),
          RequestParameters.limit(call, STANDARD_LIMIT, SearchQuery.MAX_LIMIT));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
  }
}
