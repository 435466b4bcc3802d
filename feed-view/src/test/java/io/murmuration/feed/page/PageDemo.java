package io.murmuration.feed.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.Segment;
import io.murmuration.feed.HostileTexts;
import io.murmuration.feed.SampleRecords;
import io.murmuration.feed.http.FeedParts;
import io.murmuration.feed.http.FeedServer;
import io.murmuration.feed.http.HttpConfig;
import io.murmuration.feed.live.ActiveReaders;
import io.murmuration.feed.live.LiveEvent.Kind;
import io.murmuration.feed.live.LiveFeed;
import io.murmuration.feed.live.LiveStats;
import io.murmuration.feed.live.LiveStats.Flow;
import io.murmuration.feed.live.NewestCreatives;
import io.murmuration.feed.post.PostSummary;
import io.murmuration.feed.search.EmbeddingVersion;
import io.murmuration.feed.search.PostSearch;
import io.murmuration.feed.search.SearchHit;
import io.murmuration.feed.search.SearchQuery;
import io.murmuration.feed.views.View;
import io.murmuration.feed.views.ViewReader;
import io.murmuration.schemas.json.PlainJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The page with made-up records and without Kafka, to look at: run main, open the port. Each step
 * is a second of the feed.
 */
public final class PageDemo implements AutoCloseable, ViewReader, PostSearch {
  /** A query that finds each of them. */
  public static final String ALL_HOSTILE = "hostile";

  private static final int MOST_POSTS = 2_000;

  private final Clock clock;
  private final Random random = new Random(7);
  private final SampleRecords records = new SampleRecords(7, "1.4.0");
  private final Map<String, JsonNode> timelines = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> posts = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> creatives = new ConcurrentHashMap<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> orders = new ConcurrentHashMap<>();
  private final LiveFeed feed;
  private final LiveStats stats;
  private final NewestCreatives newest = new NewestCreatives(50);
  private final ActiveReaders readers = new ActiveReaders(50);
  private final FeedServer server;
  private final Map<String, List<String>> shown = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> before = new ConcurrentHashMap<>();
  private final AtomicInteger staleAnswers = new AtomicInteger();
  private boolean flinkIsAsked;
  private int steps;

  public PageDemo(Clock clock, int port) {
    this(clock, new HttpConfig("127.0.0.1", port, Optional.empty(), Optional.empty(), 500, 16));
  }

  public PageDemo(Clock clock, HttpConfig config) {
    this.clock = clock;
    this.feed = new LiveFeed(clock, config.maxWatchers());
    this.stats = new LiveStats(clock);
    this.server = FeedServer.start(config, new FeedParts(this, this, feed, stats, newest, readers));
  }

  public static void main(String... arguments) throws InterruptedException {
    try (PageDemo demo = new PageDemo(Clock.systemUTC(), Integer.parseInt(arguments[0]))) {
      boolean hostile = arguments.length > 1;
      for (int i = 0; i < 3_600; i++) {
        demo.step(hostile);
        Thread.sleep(1_000);
      }
    }
  }

  public int port() {
    return server.port();
  }

  public void step(boolean hostile) {
    steps++;
    int count = steps == 1 ? 30 : hostile ? HostileTexts.all().size() : 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      post(hostile && i < HostileTexts.all().size() ? HostileTexts.all().get(i) : null);
    }
    for (int user = 0; user < 12; user++) {
      if (steps == 1 || random.nextInt(3) == 0) {
        rank("reader-" + (100 + user * 37));
      }
    }
    if (steps % 6 == 1) {
      creative();
    }
    if (hostile) {
      hostileAd();
    }
    tick();
  }

  private void tick() {
    ObjectNode now = JsonNodeFactory.instance.objectNode();
    now.putObject("index").put("posts", posts.size()).put("model", "encoder 1.4.0");
    if (flinkIsAsked) {
      now.putObject("batch_fill")
          .put("enrich", 0.6 + random.nextDouble() / 3)
          .put("rank", 0.3 + random.nextDouble() / 3);
    }
    JsonNode second = stats.tick(now);
    feed.publish(Kind.STATS, null, () -> second);
  }

  public void askFlink() {
    flinkIsAsked = true;
  }

  private void post(String hostile) {
    EnrichedTweet post = records.post(clock.instant());
    if (hostile != null) {
      post.getTweet().setText(hostile);
      String head = hostile.substring(0, Math.min(2_000, hostile.length()));
      post.getTweet().setAuthorId(head);
      post.setTopics(List.of(new ScoredLabel(head, 0.9)));
    }
    post.setDuplicateCluster(HexFormat.of().toHexDigits(post.getTweet().getText().hashCode()));
    String id = post.getTweet().getTweetId();
    posts.put(id, PlainJson.write(post));
    ids.add(id);
    if (ids.size() > MOST_POSTS) {
      posts.remove(ids.remove(0));
    }
    long now = clock.millis();
    stats.seen(Flow.POSTS, OptionalLong.of(now - 40 - random.nextInt(120)), OptionalLong.empty());
    feed.publish(Kind.POST, null, () -> PostSummary.of(post));
  }

  private void rank(String user) {
    List<String> order = orders.computeIfAbsent(user, any -> new ArrayList<>());
    if (order.isEmpty()) {
      order.addAll(ids.subList(Math.max(0, ids.size() - 12), ids.size()));
    } else {
      order.add(random.nextInt(4), ids.get(ids.size() - 1));
      order.remove(order.size() - 1);
      Collections.swap(order, random.nextInt(5), 5 + random.nextInt(5));
    }
    rank(user, List.copyOf(order));
  }

  private void rank(String user, List<String> order) {
    JsonNode timeline = PlainJson.write(records.timeline(user, steps, order, clock.instant()));
    shown.put(user, order);
    JsonNode old = timelines.put(user, timeline);
    if (old != null) {
      before.put(user, old);
    }
    readers.changed(user);
    stats.seen(
        Flow.TIMELINES,
        OptionalLong.of(clock.millis() - 90 - random.nextInt(300)),
        OptionalLong.empty());
    long revision = steps;
    feed.publish(
        Kind.TIMELINE,
        user,
        () -> JsonNodeFactory.instance.objectNode().put("user_id", user).put("revision", revision));
  }

  /** A timeline that is announced while so many answers are still those of the one before. */
  public void rankBehind(String user, int answers) {
    steps++;
    staleAnswers.set(answers);
    rank(user);
  }

  /** A timeline of the last hostile posts alone. */
  public void rankHostile(String user) {
    steps++;
    int count = HostileTexts.all().size();
    List<String> hostile =
        ids.stream().filter(id -> HostileTexts.all().contains(textOf(id))).toList();
    rank(user, hostile.subList(Math.max(0, hostile.size() - count), hostile.size()));
  }

  /** The second half of the timeline first, and nothing new. */
  public void turnAround(String user) {
    steps++;
    List<String> order = new ArrayList<>(shown.get(user));
    Collections.rotate(order, order.size() / 2);
    rank(user, order);
  }

  public int revision() {
    return steps;
  }

  private String textOf(String id) {
    return posts.get(id).path("tweet").path("text").asText();
  }

  private void creative() {
    publish(records.withoutAd("none" + steps, clock.instant()));
    Creative other = records.creative("s" + steps, "c1", clock.instant());
    other.setSegment(new Segment("en-GB", "35-44", List.of("cycling")));
    other.setHeadline("Two corners from you");
    publish(other);
    publish(records.creative("r" + steps, "c1", clock.instant()));
  }

  private void hostileAd() {
    List<String> texts = HostileTexts.all();
    Creative creative = records.creative("h" + steps, texts.get(0), clock.instant());
    creative.setAdvertiser(texts.get(3));
    creative.setHeadline(texts.get(1));
    creative.setBody(texts.get(2) + texts.get(5));
    creative.setCallToAction(texts.get(4).substring(0, 2_000));
    creative.setSegment(new Segment(texts.get(6), texts.get(0), texts.subList(0, 3)));
    creative.setChecks(List.of(new CreativeCheck(texts.get(3), false, texts.get(0))));
    creative.setRungReason(texts.get(1));
    publish(creative);
  }

  public void recall(String request) {
    creatives.remove(request);
    newest.put(request, null);
    JsonNode recalled =
        JsonNodeFactory.instance.objectNode().put("request_id", request).put("recalled", true);
    feed.publish(Kind.CREATIVE, null, () -> recalled);
  }

  private void publish(Creative creative) {
    creatives.put(creative.getRequestId(), PlainJson.write(creative));
    newest.put(creative.getRequestId(), creative);
    stats.seen(Flow.CREATIVES, OptionalLong.empty(), OptionalLong.empty());
    feed.publish(Kind.CREATIVE, null, () -> NewestCreatives.withoutBytes(creative));
  }

  @Override
  public Optional<JsonNode> get(View view, String key, boolean forwarded) {
    boolean isStale =
        view == View.TIMELINES
            && before.containsKey(key)
            && staleAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (isStale) {
      return Optional.of(before.get(key).deepCopy());
    }
    Map<String, JsonNode> held =
        switch (view) {
          case TIMELINES -> timelines;
          case POSTS -> posts;
          case CREATIVES -> creatives;
        };
    return Optional.ofNullable(held.get(key)).map(JsonNode::deepCopy);
  }

  @Override
  public List<SearchHit> search(SearchQuery query) {
    List<SearchHit> hits = new ArrayList<>();
    for (int i = ids.size() - 1; i >= 0 && hits.size() < query.limit(); i--) {
      JsonNode post = posts.get(ids.get(i));
      String text = post.path("tweet").path("text").asText();
      boolean isOfTopic =
          query.topic() == null
              || post.path("topics").findValuesAsText("name").contains(query.topic());
      boolean isHostile = query.text().equals(ALL_HOSTILE) && HostileTexts.all().contains(text);
      if (isOfTopic
          && (isHostile || text.toLowerCase(java.util.Locale.ROOT).contains(query.text()))) {
        hits.add(new SearchHit(1.0 / (61 + i), i + 1, i % 2, PostSummary.of(post)));
      }
    }
    return hits;
  }

  @Override
  public Status status() {
    return new Status(
        posts.size(), new EmbeddingVersion("encoder", "1.4.0"), true, 1, null, 0, 0, 0);
  }

  @Override
  public String state() {
    return "RUNNING";
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {
    server.close();
  }
}
