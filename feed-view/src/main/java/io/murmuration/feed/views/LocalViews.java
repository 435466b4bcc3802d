package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** The stores of this instance, active and standby. Thread-safe. */
final class LocalViews {
  private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final KafkaStreams streams;
  private final Map<View, ThreadLocal<AvroCodec<?>>> codecs = new EnumMap<>(View.class);

  LocalViews(KafkaStreams streams, SchemaRegistryClient registry) {
    this.streams = streams;
    for (View view : View.values()) {
      codecs.put(view, ThreadLocal.withInitial(() -> AvroCodec.of(view.topic(), registry)));
    }
  }

  Optional<JsonNode> get(View view, String key)
      throws ViewUnavailableException, UnreadableValueException {
    byte[] value = bytes(view, key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PlainJson.write(codecs.get(view).get().decode(value)));
    } catch (UndecodableRecordException e) {
      throw new UnreadableValueException(e.getMessage(), e);
    }
  }

  /**
   * @return as the topic holds it, or null
   */
  byte[] bytes(View view, String key) throws ViewUnavailableException {
    try {
      return view == View.POSTS ? newestPost(key) : table(view).get(key);
    } catch (InvalidStateStoreException e) {
      throw new ViewUnavailableException(
          "the view of " + view.store() + " is being restored or moved: ask again", e);
    }
  }

  private ReadOnlyKeyValueStore<String, byte[]> table(View view) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                view.store(), QueryableStoreTypes.<String, byte[]>keyValueStore())
            .enableStaleStores());
  }

  private byte[] newestPost(String id) {
    ReadOnlyWindowStore<String, byte[]> posts =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                    View.POSTS.store(), QueryableStoreTypes.<String, byte[]>windowStore())
                .enableStaleStores());
    try (WindowStoreIterator<byte[]> found = posts.backwardFetch(id, Instant.EPOCH, END_OF_TIME)) {
      return found.hasNext() ? found.next().value : null;
    }
  }
}
