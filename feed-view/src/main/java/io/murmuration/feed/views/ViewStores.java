package io.murmuration.feed.views;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** This instance's stores, one of each view and partition, active and standby. Thread-safe. */
final class ViewStores implements LocalViews.Stores {
  private final KafkaStreams streams;
  private final HostInfo here;
  private final Clock clock;

  ViewStores(KafkaStreams streams, HostInfo here, Clock clock) {
    this.streams = streams;
    this.here = here;
    this.clock = clock;
  }

  @Override
  public KeyQueryMetadata where(View view, String key) throws ViewUnavailableException {
    KeyQueryMetadata where;
    try {
      where = streams.queryMetadataForKey(view.store(), key, Serdes.String().serializer());
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new ViewUnavailableException("the views are starting: ask again", e);
    }
    if (where == null || where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new ViewUnavailableException("the views are finding their owners: ask again");
    }
    return where;
  }

  @Override
  public byte[] newest(View view, int partition, String key) throws ViewUnavailableException {
    try {
      return view == View.TIMELINES
          ? fromTable(view, partition, key)
          : expiring(view, partition, key);
    } catch (InvalidStateStoreException e) {
      throw new ViewUnavailableException(
          "the view of " + view.store() + " is being restored or moved: ask again", e);
    }
  }

  /** The topic may have dropped what the table still has: another instance would not find it. */
  private byte[] fromTable(View view, int partition, String key) {
    ValueAndTimestamp<byte[]> found =
        store(view, partition, QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore())
            .get(key);
    long oldestMillis = clock.millis() - view.topicKeeps().toMillis();
    return found == null || found.timestamp() < oldestMillis ? null : found.value();
  }

  private byte[] expiring(View view, int partition, String key) {
    Instant endOfTime = Instant.ofEpochMilli(Long.MAX_VALUE);
    try (WindowStoreIterator<byte[]> found =
        store(view, partition, QueryableStoreTypes.<String, byte[]>windowStore())
            .backwardFetch(key, Instant.EPOCH, endOfTime)) {
      return found.hasNext() ? found.next().value : null;
    }
  }

  private <S> S store(View view, int partition, QueryableStoreType<S> type) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(view.store(), type)
            .withPartition(partition)
            .enableStaleStores());
  }

  /** A store that is being restored, or a copy that is behind, may lack what the topic holds. */
  @Override
  public boolean isWhole(View view, KeyQueryMetadata where) {
    boolean isOwner = where.activeHost().equals(here);
    return isOwner && streams.state() == State.RUNNING || hasNoLag(view, where.partition());
  }

  /**
   * Asks the broker, so it is for copies, and for owners while other partitions move. A copy whose
   * topic ends with a transaction's marker never has none: the owner is asked.
   */
  private boolean hasNoLag(View view, int partition) {
    try {
      Map<Integer, LagInfo> lags = streams.allLocalStorePartitionLags().get(view.store());
      LagInfo lag = lags == null ? null : lags.get(partition);
      return lag != null && lag.offsetLag() == 0;
    } catch (StreamsException | IllegalStateException e) {
      return false;
    }
  }
}
