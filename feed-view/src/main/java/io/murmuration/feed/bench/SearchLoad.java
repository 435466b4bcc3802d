package io.murmuration.feed.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * An open loop: posts and queries come at their times, however long the answers take; latency
 * counts from the time at which the query was meant to come.
 */
final class SearchLoad {
  private static final int POSTS_PER_SECOND = 200;
  private static final int QUERIES_PER_SECOND = 100;
  private static final int QUERY_THREADS = 8;
  private static final int MARKED_EVERY = 100;
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int DIGITS = 3;

  private final BenchCorpus corpus;
  private final Duration time;
  private final int indexed;

  interface Query {
    Object ask(String text) throws InterruptedException;
  }

  interface Posting {
    void post(int index, String mark);
  }

  interface Look {
    boolean found(String mark) throws InterruptedException;
  }

  /** A post that is waited for. */
  private record Marked(String mark, long sentNanos) {}

  record Times(double p50Millis, double p99Millis, double freshP50Millis, double freshP99Millis) {}

  /**
   * @param indexed what is not sent again
   */
  SearchLoad(BenchCorpus corpus, Duration time, int indexed) {
    this.corpus = corpus;
    this.time = time;
    this.indexed = indexed;
  }

  Times run(Query query, Posting posting, Look look) throws InterruptedException {
    Histogram latency = new ConcurrentHistogram(DIGITS);
    Histogram freshness = new ConcurrentHistogram(DIGITS);
    AtomicReference<Marked> marked = new AtomicReference<>();
    ExecutorService threads = Executors.newFixedThreadPool(QUERY_THREADS + 2);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    threads.execute(() -> post(start, end, posting, marked));
    threads.execute(() -> look(end, look, marked, freshness));
    for (int thread = 0; thread < QUERY_THREADS; thread++) {
      int first = thread;
      threads.execute(() -> ask(first, start, end, query, latency));
    }
    threads.shutdown();
    if (!threads.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS)) {
      threads.shutdownNow();
      throw new IllegalStateException("the load did not end");
    }
    return new Times(
        millis(latency, 50), millis(latency, 99), millis(freshness, 50), millis(freshness, 99));
  }

  private void ask(int first, long start, long end, Query query, Histogram latency) {
    int fresh = corpus.size() - indexed;
    for (int i = first; ; i += QUERY_THREADS) {
      long at = start + TimeUnit.SECONDS.toNanos(i) / QUERIES_PER_SECOND;
      if (at >= end) {
        return;
      }
      waitUntil(at);
      try {
        query.ask(SearchBench.queryText(corpus.text(indexed + i % fresh)));
      } catch (InterruptedException e) {
        return;
      }
      latency.recordValue(System.nanoTime() - at);
    }
  }

  private void post(long start, long end, Posting posting, AtomicReference<Marked> marked) {
    int fresh = corpus.size() - indexed;
    for (int i = 0; ; i++) {
      long at = start + TimeUnit.SECONDS.toNanos(i) / POSTS_PER_SECOND;
      if (at >= end) {
        return;
      }
      waitUntil(at);
      String mark = i % MARKED_EVERY == 0 ? "zq" + at + "x" : "";
      posting.post(indexed + i % fresh, mark);
      if (!mark.isEmpty()) {
        marked.compareAndSet(null, new Marked(mark, at));
      }
    }
  }

  private static void look(
      long end, Look look, AtomicReference<Marked> marked, Histogram freshness) {
    try {
      while (System.nanoTime() < end
          || (marked.get() != null && System.nanoTime() < end + LAST_LOOK_NANOS)) {
        Marked waited = marked.get();
        if (waited != null && look.found(waited.mark())) {
          freshness.recordValue(System.nanoTime() - waited.sentNanos());
          marked.set(null);
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static double millis(Histogram histogram, double percent) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent) / 1e6;
  }
}
