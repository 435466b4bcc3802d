package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** Rates and latencies, second by second. Any thread counts; one thread ticks. */
public final class LiveStats {
  private static final int HISTORY_SECONDS = 180;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Clock clock;
  private final Map<Flow, LongAdder> counts = new EnumMap<>(Flow.class);
  private final Map<Flow, Long> before = new EnumMap<>(Flow.class);
  private final Map<Flow, LatencyWindow> endToEnd = new EnumMap<>(Flow.class);
  private final Map<Flow, LatencyWindow> sinceMade = new EnumMap<>(Flow.class);
  private final LatencyWindow searches = new LatencyWindow();
  private final Deque<JsonNode> history = new ArrayDeque<>();
  private long lastMillis;

  /** What is counted. */
  public enum Flow {
    POSTS,
    TIMELINES,
    CREATIVES
  }

  public LiveStats(Clock clock) {
    this.clock = clock;
    this.lastMillis = clock.millis();
    for (Flow flow : Flow.values()) {
      counts.put(flow, new LongAdder());
      before.put(flow, 0L);
      endToEnd.put(flow, new LatencyWindow());
      sinceMade.put(flow, new LatencyWindow());
    }
  }

  /** A record that is visible from now on. */
  public void seen(Flow flow, OptionalLong intendedSendMillis, OptionalLong processedMillis) {
    long now = clock.millis();
    counts.get(flow).increment();
    intendedSendMillis.ifPresent(at -> endToEnd.get(flow).record(1_000 * (now - at)));
    processedMillis.ifPresent(at -> sinceMade.get(flow).record(1_000 * (now - at)));
  }

  public void searched(long micros) {
    searches.record(micros);
  }

  public long total(Flow flow) {
    return counts.get(flow).sum();
  }

  /**
   * Ends a second.
   *
   * @param more figures of the moment, taken in as they are
   */
  public synchronized JsonNode tick(ObjectNode more) {
    long now = clock.millis();
    double seconds = Math.max(0.001, (now - lastMillis) / 1000.0);
    lastMillis = now;
    ObjectNode stats = JSON.objectNode();
    stats.put("at_millis", now);
    for (Flow flow : Flow.values()) {
      long total = total(flow);
      ObjectNode node = stats.putObject(flow.name().toLowerCase(Locale.ROOT));
      node.put("total", total);
      node.put("per_second", (total - before.put(flow, total)) / seconds);
      node.set("end_to_end", json(endToEnd.get(flow).look()));
      node.set("since_made", json(sinceMade.get(flow).look()));
    }
    LatencyWindow.Percentiles found = searches.look();
    ObjectNode search = stats.putObject("search");
    search.put("per_second", found.count() / seconds);
    search.set("latency", json(found));
    stats.setAll(more);
    history.addLast(stats);
    if (history.size() > HISTORY_SECONDS) {
      history.removeFirst();
    }
    return stats;
  }

  /**
   * Seconds from a record's intended send to when it was visible, of the last ten seconds.
   *
   * @param percentile 50, 95 or 99
   * @return NaN where there was none
   */
  public synchronized double endToEndSeconds(Flow flow, int percentile) {
    JsonNode last = history.isEmpty() ? JSON.objectNode() : history.getLast();
    return last.path(flow.name().toLowerCase(Locale.ROOT))
            .path("end_to_end")
            .path("p%d_millis".formatted(percentile))
            .asDouble(Double.NaN)
        / 1e3;
  }

  /**
   * @return oldest first
   */
  public synchronized ArrayNode history() {
    ArrayNode all = JSON.arrayNode();
    history.forEach(all::add);
    return all;
  }

  private static ObjectNode json(LatencyWindow.Percentiles found) {
    ObjectNode node = JSON.objectNode();
    if (!Double.isNaN(found.p50Millis())) {
      node.put("p50_millis", found.p50Millis());
      node.put("p95_millis", found.p95Millis());
      node.put("p99_millis", found.p99Millis());
    }
    return node;
  }
}
