package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.murmuration.feed.live.ActiveReaders;
import io.murmuration.feed.live.NewestCreatives;
import io.murmuration.feed.post.PostSummary;
import io.murmuration.feed.views.UnreadableValueException;
import io.murmuration.feed.views.View;
import io.murmuration.feed.views.ViewReader;
import io.murmuration.feed.views.ViewUnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Timelines, posts and creatives by key, and the newest of them. */
final class ViewRoutes {
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/webp");
  private static final Pattern DIGEST_TAG = Pattern.compile("\"[0-9a-f]{64}\"");
  private static final int MAX_LIST = 100;
  private static final int STANDARD_LIST = 20;

  private final ViewReader views;
  private final NewestCreatives newest;
  private final ActiveReaders readers;

  ViewRoutes(ViewReader views, NewestCreatives newest, ActiveReaders readers) {
    this.views = views;
    this.newest = newest;
    this.readers = readers;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/timelines/{user}", this::timeline);
    routes.get("/v1/tweets/{id}", call -> Json.answer(call, post(call)));
    routes.get("/v1/creatives/{request}", call -> Json.answer(call, creative(call)));
    routes.get("/v1/creatives/{request}/image", this::picture);
    routes.get("/v1/creatives", this::newestCreatives);
    routes.get("/v1/users", this::users);
  }

  private JsonNode found(Context call, View view, String key, String absent)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    boolean forwarded = call.header(HttpPeers.FORWARDED) != null;
    return views.get(view, key, forwarded).orElseThrow(() -> new ProblemException(404, absent));
  }

  private JsonNode post(Context call)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    String id = RequestParameters.key(call, "id");
    return found(call, View.POSTS, id, "no post is kept under this id");
  }

  private JsonNode creative(Context call)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    String request = RequestParameters.key(call, "request");
    return found(
        call, View.CREATIVES, request, "no creative for this request: not made yet, or recalled");
  }

  private void timeline(Context call)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    String user = RequestParameters.key(call, "user");
    String expand = RequestParameters.text(call, "expand");
    if (expand != null && !expand.equals("tweets")) {
      throw new ProblemException(400, "expand: there is 'tweets' only");
    }
    JsonNode timeline = found(call, View.TIMELINES, user, "no timeline was made for this user yet");
    if (expand != null) {
      ((ObjectNode) timeline).set("tweets", posts(timeline));
    }
    Json.answer(call, timeline);
  }

  /** Summaries by id; a post that expired or can't be read is left out. */
  private ObjectNode posts(JsonNode timeline)
      throws ViewUnavailableException, InterruptedException {
    ObjectNode posts = Json.object();
    int read = 0;
    for (JsonNode entry : timeline.path("entries")) {
      if (read++ == MAX_LIST) {
        break;
      }
      String id = entry.path("tweet_id").asText();
      try {
        Optional<JsonNode> post = views.get(View.POSTS, id, false);
        post.ifPresent(record -> posts.set(id, PostSummary.of(record)));
      } catch (UnreadableValueException e) {
        // The entry stands without its text.
      }
    }
    return posts;
  }

  private void picture(Context call)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    JsonNode image = creative(call).path("image");
    String mediaType = image.path("media_type").asText();
    if (!image.hasNonNull("bytes") || !PICTURES.contains(mediaType)) {
      throw new ProblemException(404, "this creative has no picture of its own");
    }
    // Asked about each time: a recalled picture is gone at once.
    call.header("Cache-Control", "private, no-cache");
    String tag = "\"" + image.path("sha256").asText() + "\"";
    if (DIGEST_TAG.matcher(tag).matches()) {
      call.header("ETag", tag);
      if (tag.equals(call.header("If-None-Match"))) {
        call.status(304);
        return;
      }
    }
    try {
      byte[] bytes = image.path("bytes").binaryValue();
      call.contentType(mediaType);
      call.result(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("bytes are written as base64", e);
    }
  }

  private void newestCreatives(Context call) {
    String campaign = RequestParameters.text(call, "campaign");
    int limit = RequestParameters.limit(call, STANDARD_LIST, MAX_LIST);
    ObjectNode answer = Json.object();
    answer.putArray("creatives").addAll(newest.newest(campaign, limit));
    if (campaign == null) {
      answer.putArray("without_ad").addAll(newest.withoutAd(limit));
    }
    Json.answer(call, answer);
  }

  private void users(Context call) {
    ObjectNode answer = Json.object();
    var users = answer.putArray("users");
    for (ActiveReaders.Reader each :
        readers.latest(RequestParameters.limit(call, STANDARD_LIST, MAX_LIST))) {
      users.addObject().put("user_id", each.user()).put("changes", each.changes());
    }
    Json.answer(call, answer);
  }
}
