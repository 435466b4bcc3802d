package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows {@code tweets.enriched} from its beginning as a reader of what is committed, and keeps
 * when each post was meant to be sent and how much later it was seen. On a thread of its own.
 */
final class CommittedPosts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private record Seen(long intendedMillis, long latencyMillis) {}

  private final Clock clock = Clock.systemUTC();
  private final List<Seen> posts = new ArrayList<>();
  private final CommittedRecords records;
  private final Thread thread = new Thread(this::follow, "committed-posts");
  private volatile boolean stopped;

  CommittedPosts(LoadTarget target) {
    records = new CommittedRecords(target.bootstrap(), Topics.TWEETS_ENRICHED.name());
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    while (!stopped) {
      records.poll(POLL, this::see);
    }
    records.close();
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(RecordHeaders.INTENDED_SEND_TIME);
    RecordHeaders.toMillis(header == null ? null : header.value())
        .ifPresent(intended -> keep(new Seen(intended, clock.millis() - intended)));
  }

  private synchronized void keep(Seen post) {
    posts.add(post);
  }

  synchronized long count() {
    return posts.size();
  }

  /** Waits until so many are committed, or for no longer than that; returns how many are. */
  long await(long wanted, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (count() < wanted && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return count();
  }

  /** Of the posts that were meant to be sent in a period and are committed by now. */
  synchronized LatencySummary latency(Period period) {
    long[] millis =
        posts.stream()
            .filter(post -> period.holds(post.intendedMillis()))
            .mapToLong(Seen::latencyMillis)
            .sorted()
            .toArray();
    if (millis.length == 0) {
      return new LatencySummary(0, Double.NaN, Double.NaN, Double.NaN);
    }
    return new LatencySummary(
        millis.length, at(millis, 0.5), at(millis, 0.99), millis[millis.length - 1]);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
