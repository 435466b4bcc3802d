package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.feed.live.LiveEvent.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Gives what happens to everyone who watches. A watcher that is too slow misses events; nobody
 * waits for it. Thread-safe.
 */
public final class LiveFeed {
  private static final int QUEUED_EVENTS = 256;

  /** More posts than this nobody can read; the others are left out. */
  private static final int POSTS_PER_SECOND = 8;

  private static final long POST_EVERY_MILLIS = 1_000 / POSTS_PER_SECOND;

  private final Clock clock;
  private final int maxSubscribers;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final AtomicLong nextPostMillis = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  public LiveFeed(Clock clock, int maxSubscribers) {
    this.clock = clock;
    this.maxSubscribers = maxSubscribers;
  }

  /**
   * @param user whose timeline is watched; null for none
   * @return empty where there are as many watchers as there may be
   */
  public Optional<Subscription> subscribe(String user) {
    Subscription subscription = new Subscription(user);
    synchronized (this) {
      if (subscriptions.size() >= maxSubscribers) {
        return Optional.empty();
      }
      subscriptions.add(subscription);
    }
    return Optional.of(subscription);
  }

  /** A post, if it is the turn of one. */
  public void post(Supplier<JsonNode> post) {
    long now = clock.millis();
    long next = nextPostMillis.get();
    if (now >= next && nextPostMillis.compareAndSet(next, now + POST_EVERY_MILLIS)) {
      publish(Kind.POST, null, post);
    }
  }

  /**
   * @param data made only where somebody watches
   */
  public void publish(Kind kind, String key, Supplier<JsonNode> data) {
    LiveEvent event = null;
    for (Subscription each : subscriptions) {
      if (key == null || key.equals(each.user)) {
        if (event == null) {
          event = new LiveEvent(kind, key, data.get());
        }
        if (!each.events.offer(event)) {
          missed.incrementAndGet();
        }
      }
    }
  }

  public int subscribers() {
    return subscriptions.size();
  }

  /** Events that slow watchers did not get. */
  public long missed() {
    return missed.get();
  }

  /** One watcher's queue. */
  public final class Subscription implements AutoCloseable {
    private final String user;
    private final ArrayBlockingQueue<LiveEvent> events = new ArrayBlockingQueue<>(QUEUED_EVENTS);

    private Subscription(String user) {
      this.user = user;
    }

    /**
     * @return null if nothing happens for so long
     */
    public LiveEvent next(long timeoutMillis) throws InterruptedException {
      return events.poll(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
