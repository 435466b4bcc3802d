package io.murmuration.feed.search;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that answers, and, when posts come with vectors of another model, the one that is built
 * beside it and takes over when it holds as much. One thread refreshes, evicts and swaps.
 */
public final class LiveSearch implements PostSearch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSearch.class);
  private static final long EVICT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final SearchConfig config;
  private final TextEncoder.Catalog encoders;
  private final Clock clock;
  private final Source source;
  private final Consumer<TailRecord<EnrichedTweet>> visible;
  private final Runnable failed;
  private final VersionVote vote = new VersionVote();
  private final Set<EmbeddingVersion> refused = new HashSet<>();
  private final ReadWriteLock swap = new ReentrantReadWriteLock();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "search"));
  private volatile Generation active;
  private volatile Generation next;
  private long evictedNanos = System.nanoTime();
  private int generations;

  /** Reads the posts that are kept, from the oldest, and then those that come. */
  public interface Source {
    Tail follow(Consumer<TailRecord<EnrichedTweet>> records);
  }

  private LiveSearch(
      SearchConfig config,
      TextEncoder.Catalog encoders,
      Clock clock,
      Source source,
      Consumer<TailRecord<EnrichedTweet>> visible,
      Runnable failed)
      throws IOException {
    this.config = config;
    this.encoders = encoders;
    this.clock = clock;
    this.source = source;
    this.visible = visible;
    this.failed = failed;
    empty(config.folder());
    this.active = generation(null);
  }

  /**
   * @param visible called for each post that the answering index took in
   * @param failed called when search will not go on by itself
   */
  public static LiveSearch start(
      SearchConfig config,
      TextEncoder.Catalog encoders,
      Clock clock,
      Source source,
      Consumer<TailRecord<EnrichedTweet>> visible,
      Runnable failed)
      throws IOException {
    LiveSearch search = new LiveSearch(config, encoders, clock, source, visible, failed);
    long everyMillis = Math.max(1, config.refresh().toMillis() / 2);
    search.thread.scheduleWithFixedDelay(
        search::tend, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    return search;
  }

  private Generation generation(EmbeddingVersion version) throws IOException {
    int number = generations++;
    return new Generation(
        number,
        config.folder().resolve("generation-" + number),
        version,
        encoders,
        clock,
        source,
        record -> {
          Generation answering = active;
          if (answering == null || answering.number() == number) {
            vote.add(EmbeddingVersion.of(record.value().getEmbedding()));
            visible.accept(record);
          }
        });
  }

  private void tend() {
    try {
      refresh(active);
      if (next == null) {
        buildBeside();
      } else {
        refresh(next);
        if (next.progress() >= 1) {
          takeOver();
        }
      }
      if (System.nanoTime() - evictedNanos > EVICT_EVERY_NANOS) {
        evictedNanos = System.nanoTime();
        evict(active);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("search stops", e);
      thread.shutdown();
      failed.run();
    }
  }

  private void refresh(Generation generation) throws IOException {
    if (generation.index().isPresent()) {
      generation.index().get().refresh();
    }
  }

  private void evict(Generation generation) throws IOException {
    if (generation.index().isPresent()) {
      long before = clock.millis() - config.keep().toMillis();
      generation.index().get().evict(before, config.maxPosts());
    }
  }

  private void buildBeside() throws IOException {
    Optional<EmbeddingVersion> wanted = vote.winner();
    Optional<SearchIndex> index = active.index();
    if (wanted.isEmpty() || index.isEmpty() || wanted.get().equals(index.get().version())) {
      return;
    }
    if (refused.contains(wanted.get())) {
      return;
    }
    Generation candidate = generation(wanted.get());
    if (candidate.index().orElseThrow().hasEncoder()) {
      LOG.info("posts come with vectors of {}: building its index beside", wanted.get());
      next = candidate;
    } else {
      LOG.warn(
          "posts come with vectors of {}, which is not in {}: searching on with {}",
          wanted.get(),
          config.models(),
          index.get().version());
      refused.add(wanted.get());
      candidate.close();
    }
  }

  private void takeOver() throws IOException {
    evict(next);
    refresh(next);
    Generation old = active;
    swap.writeLock().lock();
    try {
      active = next;
      next = null;
    } finally {
      swap.writeLock().unlock();
    }
    old.close();
    LOG.info("searching with vectors of {}", active.index().orElseThrow().version());
  }

  @Override
  public List<SearchHit> search(SearchQuery query) throws InterruptedException {
    swap.readLock().lock();
    try {
      Optional<SearchIndex> index = active.index();
      return index.isEmpty() ? List.of() : index.get().search(query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public Status status() {
    Generation now = active;
    Generation building = next;
    Optional<SearchIndex> index = now.index();
    return new Status(
        index.map(SearchIndex::posts).orElse(0),
        index.map(SearchIndex::version).orElse(null),
        index.map(SearchIndex::hasEncoder).orElse(false),
        now.progress(),
        building == null ? null : building.index().map(SearchIndex::version).orElse(null),
        building == null ? 0 : building.progress(),
        now.undecodable());
  }

  private static void empty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
      active.close();
      if (next != null) {
        next.close();
      }
    } catch (IOException e) {
      LOG.warn("the index did not close: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
