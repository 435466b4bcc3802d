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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * beside it and takes over when it holds as much. Then the older one reads no further, answers
 * until the newer one holds all that it has, and goes. One thread refreshes, evicts and swaps.
 */
public final class LiveSearch implements PostSearch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSearch.class);
  private static final long EVICT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long REFUSED_FOR_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final SearchConfig config;
  private final TextEncoder.Catalog encoders;
  private final Clock clock;
  private final Source source;
  private final Consumer<TailRecord<EnrichedTweet>> visible;
  private final Runnable failed;
  private final VersionVote vote = new VersionVote();
  private final ToldPositions told = new ToldPositions();
  private final Map<EmbeddingVersion, Long> refusedAtMillis = new HashMap<>();
  private final ReadWriteLock swap = new ReentrantReadWriteLock();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "search"));
  private volatile Generation active;
  private volatile Generation next;
  private boolean waitsForNext;
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
    this.active = generation(null, Optional.empty());
  }

  /**
   * @param visible called once for each position of the topic with a post, when an index took it in
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

  private Generation generation(EmbeddingVersion version, Optional<TextEncoder> encoder)
      throws IOException {
    return new Generation(
        config.folder().resolve("generation-" + generations++),
        version,
        encoder,
        encoders,
        clock,
        source,
        this::took);
  }

  private void took(TailRecord<EnrichedTweet> record) {
    if (told.isNew(record.partition(), record.offset())) {
      vote.add(EmbeddingVersion.of(record.value().getEmbedding()));
      visible.accept(record);
    }
  }

  private void tend() {
    try {
      refresh(active);
      if (next == null) {
        buildBeside();
      } else {
        refresh(next);
        approachTakeOver();
      }
      if (System.nanoTime() - evictedNanos > EVICT_EVERY_NANOS) {
        evictedNanos = System.nanoTime();
        evict(active);
        if (next != null) {
          evict(next);
        }
      }
    } catch (Throwable e) {
      // An Error too would end the schedule without a word.
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
    if (wanted.isEmpty() || index.isEmpty() || isRefused(wanted.get())) {
      return;
    }
    EmbeddingVersion version = wanted.get();
    if (version.equals(index.get().version()) && index.get().hasEncoder()) {
      return;
    }
    Optional<TextEncoder> encoder = encoders.open(version);
    if (encoder.isPresent()) {
      LOG.info("posts come with vectors of {}: building its index beside", version);
      next = generation(version, encoder);
    } else {
      LOG.warn(
          "posts come with vectors of {}, whose model is not found: searching on with {}{}",
          version,
          index.get().version(),
          index.get().hasEncoder() ? "" : " by words alone");
      refusedAtMillis.put(version, clock.millis());
    }
  }

  /** Its model may come later: a refused version is looked for again. */
  private boolean isRefused(EmbeddingVersion version) {
    Long at = refusedAtMillis.get(version);
    return at != null && clock.millis() - at < REFUSED_FOR_MILLIS;
  }

  private void approachTakeOver() throws IOException {
    if (!waitsForNext && next.progress() >= 1) {
      active.stopReading();
      waitsForNext = true;
    }
    if (waitsForNext && next.holdsAllOf(active)) {
      takeOver();
      waitsForNext = false;
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
    swap.readLock().lock();
    try {
      return status(active, next);
    } finally {
      swap.readLock().unlock();
    }
  }

  private static Status status(Generation now, Generation building) {
    Optional<SearchIndex> index = now.index();
    Optional<SearchIndex> beside = building == null ? Optional.empty() : building.index();
    return new Status(
        index.map(SearchIndex::posts).orElse(0),
        index.map(SearchIndex::version).orElse(null),
        index.map(SearchIndex::hasEncoder).orElse(false),
        now.progress(),
        beside.map(SearchIndex::version).orElse(null),
        beside.map(SearchIndex::posts).orElse(0),
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
