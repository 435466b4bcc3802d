package io.murmuration.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** {@link AvroCodec} for Kafka producers and Streams; like them, for one thread. */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final AvroCodec<T> codec;

  public AvroSerializer(Topic<T> topic, SchemaRegistryClient registry) {
    this.codec = AvroCodec.of(topic, registry);
  }

  @Override
  public byte[] serialize(String topic, T value) {
    return value == null ? null : codec.encode(value);
  }
}
