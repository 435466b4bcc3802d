package io.murmuration.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** {@link AvroCodec} for Kafka consumers and Streams; like them, for one thread. */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final AvroCodec<T> codec;

  public AvroDeserializer(Topic<T> topic, SchemaRegistryClient registry) {
    this.codec = AvroCodec.of(topic, registry);
  }

  /**
   * @return null for a tombstone
   * @throws SerializationException with the {@link UndecodableRecordException} as its cause
   */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return codec.decode(bytes);
    } catch (UndecodableRecordException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }
}
