package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyQueryMetadata;

/** What this instance itself keeps, as JSON. Thread-safe. */
final class LocalViews {
  private final Stores stores;
  private final Map<View, ThreadLocal<AvroCodec<?>>> codecs = new EnumMap<>(View.class);

  /** Bytes as the topics hold them, by view and partition. Thread-safe. */
  interface Stores {
    /** Who keeps the key, and in which partition. */
    KeyQueryMetadata where(View view, String key) throws ViewUnavailableException;

    /**
     * @return null where there is none
     * @throws ViewUnavailableException if the partition is not here
     */
    byte[] newest(View view, int partition, String key) throws ViewUnavailableException;

    /** Whether what is not found here was not written. */
    boolean isWhole(View view, KeyQueryMetadata where);
  }

  LocalViews(Stores stores, SchemaRegistryClient registry) {
    this.stores = stores;
    for (View view : View.values()) {
      codecs.put(view, ThreadLocal.withInitial(() -> AvroCodec.of(view.topic(), registry)));
    }
  }

  /**
   * @throws ViewUnavailableException if the key is not kept here, or not found while what is kept
   *     may lack it
   */
  Optional<JsonNode> get(View view, KeyQueryMetadata where, String key)
      throws ViewUnavailableException, UnreadableValueException {
    byte[] value = stores.newest(view, where.partition(), key);
    if (value == null) {
      if (!stores.isWhole(view, where)) {
        throw new ViewUnavailableException(
            "the view of " + view.store() + " is still being restored: ask again");
      }
      // It may have become whole since.
      value = stores.newest(view, where.partition(), key);
    }
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PlainJson.write(codecs.get(view).get().decode(value)));
    } catch (UndecodableRecordException e) {
      throw new UnreadableValueException(e.getMessage(), e);
    }
  }
}
