package io.murmuration.feed.search;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * An index with the tail that fills it: from the topic's kept past, then as posts come. The first
 * of a process takes the version of the first post that it reads.
 */
final class Generation implements AutoCloseable {
  private final Path folder;
  private final TextEncoder.Catalog encoders;
  private final Clock clock;
  private final Consumer<TailRecord<EnrichedTweet>> put;
  private final Tail tail;
  private volatile SearchIndex index;

  /**
   * @param folder to be made; the index's alone
   * @param version null for that of the first post
   * @param encoder of the version
   * @param put called after each post
   */
  Generation(
      Path folder,
      EmbeddingVersion version,
      Optional<TextEncoder> encoder,
      TextEncoder.Catalog encoders,
      Clock clock,
      LiveSearch.Source source,
      Consumer<TailRecord<EnrichedTweet>> put)
      throws IOException {
    this.folder = folder;
    this.encoders = encoders;
    this.clock = clock;
    this.put = put;
    if (version != null) {
      index = open(version, encoder);
    }
    this.tail = source.follow(this::accept);
  }

  private SearchIndex open(EmbeddingVersion version, Optional<TextEncoder> encoder)
      throws IOException {
    return new SearchIndex(Files.createDirectories(folder), version, encoder);
  }

  private void accept(TailRecord<EnrichedTweet> record) {
    try {
      if (record.value() == null) {
        if (index != null && record.key() != null) {
          index.remove(record.key());
        }
        return;
      }
      if (index == null) {
        EmbeddingVersion version = EmbeddingVersion.of(record.value().getEmbedding());
        index = open(version, encoders.open(version));
      }
      index.put(record.value(), Math.min(record.timestampMillis(), clock.millis()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    put.accept(record);
  }

  /** Empty before the first post. */
  Optional<SearchIndex> index() {
    return Optional.ofNullable(index);
  }

  double progress() {
    return tail.progress();
  }

  /** Reads no further; what it holds goes on answering. */
  void stopReading() {
    tail.close();
  }

  /** Whether all is in it that the other has read. */
  boolean holdsAllOf(Generation other) {
    Map<Integer, Long> reached = tail.positions();
    return other.tail.positions().entrySet().stream()
        .allMatch(at -> reached.getOrDefault(at.getKey(), 0L) >= at.getValue());
  }

  long undecodable() {
    return tail.undecodable();
  }

  @Override
  public void close() throws IOException {
    tail.close();
    if (index != null) {
      index.close();
    }
  }
}
