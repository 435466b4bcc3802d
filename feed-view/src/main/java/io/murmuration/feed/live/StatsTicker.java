package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.feed.live.LiveEvent.Kind;
import io.murmuration.feed.search.PostSearch;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the figures of each second to who watches. */
public final class StatsTicker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatsTicker.class);

  private final PostSearch search;
  private final LiveFeed feed;
  private final LiveStats stats;
  private final Supplier<Map<String, Double>> batchFills;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ticks"));

  /**
   * @param batchFills by job, 0 to 1; empty where it is not known
   */
  StatsTicker(
      PostSearch search, LiveFeed feed, LiveStats stats, Supplier<Map<String, Double>> batchFills) {
    this.search = search;
    this.feed = feed;
    this.stats = stats;
    this.batchFills = batchFills;
  }

  public static StatsTicker start(
      PostSearch search, LiveFeed feed, LiveStats stats, Supplier<Map<String, Double>> batchFills) {
    StatsTicker ticker = new StatsTicker(search, feed, stats, batchFills);
    ticker.thread.scheduleAtFixedRate(ticker::tick, 1, 1, TimeUnit.SECONDS);
    return ticker;
  }

  /** Whatever goes wrong in one second: the next one has its figures. */
  void tick() {
    try {
      JsonNode second = stats.tick(now());
      feed.publish(Kind.STATS, null, () -> second);
    } catch (RuntimeException e) {
      LOG.warn("a second is without figures", e);
    }
  }

  private ObjectNode now() {
    PostSearch.Status status = search.status();
    ObjectNode now = JsonNodeFactory.instance.objectNode();
    ObjectNode index = now.putObject("index");
    index.put("posts", status.posts());
    index.put("model", status.version() == null ? null : status.version().toString());
    index.put("progress", status.progress());
    if (status.building() != null) {
      index.put("building", status.building().toString());
      index.put("building_posts", status.buildingPosts());
      index.put("building_progress", status.buildingProgress());
    }
    now.put("watchers", feed.subscribers());
    Map<String, Double> fills = batchFills.get();
    if (!fills.isEmpty()) {
      ObjectNode byJob = now.putObject("batch_fill");
      fills.forEach(byJob::put);
    }
    return now;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
