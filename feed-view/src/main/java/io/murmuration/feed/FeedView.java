package io.murmuration.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Creative;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.RankedTimeline;
import io.murmuration.feed.http.FeedParts;
import io.murmuration.feed.http.FeedServer;
import io.murmuration.feed.http.HttpPeers;
import io.murmuration.feed.live.ActiveReaders;
import io.murmuration.feed.live.BatchFills;
import io.murmuration.feed.live.LiveEvent.Kind;
import io.murmuration.feed.live.LiveFeed;
import io.murmuration.feed.live.LiveStats;
import io.murmuration.feed.live.LiveStats.Flow;
import io.murmuration.feed.live.NewestCreatives;
import io.murmuration.feed.live.StatsTicker;
import io.murmuration.feed.post.PostSummary;
import io.murmuration.feed.search.LiveSearch;
import io.murmuration.feed.search.ModelFolders;
import io.murmuration.feed.search.ServingModels;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
import io.murmuration.feed.tail.TailStart;
import io.murmuration.feed.tail.TopicTail;
import io.murmuration.feed.views.Views;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** The parts of one instance, joined: what the topics say goes to views, search and watchers. */
public final class FeedView implements AutoCloseable {
  private static final int NEWEST_CREATIVES = 500;
  private static final int ACTIVE_READERS = 500;
  private static final long TIMELINES_AT_START = 2_000;

  private final FeedViewConfig config;
  private final Clock clock;
  private final SchemaRegistryClient registry;
  private final Runnable failed;
  private final LiveFeed feed;
  private final LiveStats stats;
  private final NewestCreatives newest = new NewestCreatives(NEWEST_CREATIVES);
  private final ActiveReaders readers = new ActiveReaders(ACTIVE_READERS);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private FeedServer server;

  private FeedView(FeedViewConfig config, Clock clock, Runnable failed) {
    this.config = config;
    this.clock = clock;
    this.failed = failed;
    this.registry = SchemaRegistry.connect(config.registry());
    this.feed = new LiveFeed(clock, config.http().maxWatchers());
    this.stats = new LiveStats(clock);
  }

  /**
   * Returns when HTTP answers; views and search say in {@code /readyz} when they have caught up.
   *
   * @param failed called when a part ended by an error: this instance is to be started again
   */
  public static FeedView start(FeedViewConfig config, Clock clock, Runnable failed)
      throws IOException {
    FeedView view = new FeedView(config, clock, failed);
    try {
      view.boot();
      return view;
    } catch (IOException | RuntimeException e) {
      view.close();
      throw e;
    }
  }

  private void boot() throws IOException {
    HttpPeers peers = new HttpPeers(config.http());
    Views views = keep(Views.start(config.views(), registry, peers, clock, failed));
    ServingModels serving = new ServingModels();
    keep(follow(Topics.MODELS_AUDIT, TailStart.since(0), serving::accept));
    LiveSearch search =
        keep(
            LiveSearch.start(
                config.search(),
                new ModelFolders(config.search().models(), serving),
                clock,
                this::posts,
                this::seen,
                failed));
    keep(follow(Topics.TIMELINES_RANKED, TailStart.last(TIMELINES_AT_START), this::timeline));
    keep(follow(Topics.ADS_CREATIVES, TailStart.last(NEWEST_CREATIVES), this::creative));
    server =
        keep(
            FeedServer.start(
                config.http(), new FeedParts(views, search, feed, stats, newest, readers)));
    Optional<BatchFills> fills = config.flinkMetrics().map(page -> keep(BatchFills.follow(page)));
    keep(
        StatsTicker.start(
            search, feed, stats, () -> fills.map(BatchFills::byJob).orElse(Map.of())));
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private Tail posts(java.util.function.Consumer<TailRecord<EnrichedTweet>> records) {
    long from = clock.millis() - config.search().keep().toMillis();
    return follow(Topics.TWEETS_ENRICHED, TailStart.since(from), records);
  }

  private <T extends org.apache.avro.specific.SpecificRecord> Tail follow(
      io.murmuration.schemas.Topic<T> topic,
      TailStart start,
      java.util.function.Consumer<TailRecord<T>> records) {
    return TopicTail.follow(topic, config.views().bootstrap(), registry, start, records, failed);
  }

  private void seen(TailRecord<EnrichedTweet> post) {
    if (post.live()) {
      stats.seen(Flow.POSTS, post.intendedSendMillis(), post.processedMillis());
      feed.post(() -> PostSummary.of(post.value()));
    }
  }

  private void timeline(TailRecord<RankedTimeline> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      readers.gone(record.key());
      return;
    }
    readers.changed(record.key());
    if (record.live()) {
      stats.seen(Flow.TIMELINES, record.intendedSendMillis(), record.processedMillis());
      feed.publish(
          Kind.TIMELINE,
          record.key(),
          () ->
              object().put("user_id", record.key()).put("revision", record.value().getRevision()));
    }
  }

  private void creative(TailRecord<Creative> record) {
    if (record.key() == null) {
      return;
    }
    newest.put(record.key(), record.value());
    if (record.live()) {
      if (record.value() == null) {
        ObjectNode recalled = object().put("request_id", record.key()).put("recalled", true);
        feed.publish(Kind.CREATIVE, null, () -> recalled);
      } else {
        stats.seen(Flow.CREATIVES, record.intendedSendMillis(), record.processedMillis());
        feed.publish(Kind.CREATIVE, null, () -> NewestCreatives.withoutBytes(record.value()));
      }
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Where HTTP listens. */
  public int port() {
    return server.port();
  }

  /** The last started first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(FeedView.class).warn("a part did not close", e);
      }
    }
  }
}
