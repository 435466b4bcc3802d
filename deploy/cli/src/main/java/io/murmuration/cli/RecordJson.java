package io.murmuration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record as one line of JSON; a value that is no record of its topic as its bytes. */
final class RecordJson<T extends SpecificRecord> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final AvroCodec<T> codec;

  RecordJson(Topic<T> topic, SchemaRegistryClient registry) {
    this.codec = AvroCodec.of(topic, registry);
  }

  String line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.objectNode();
    line.put("topic", record.topic());
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("key", text(record.key()));
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    ObjectNode headers = line.putObject("headers");
    for (Header header : record.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    line.set("value", value(record.value()));
    return line.toString();
  }

  private JsonNode value(byte[] bytes) {
    if (bytes == null) {
      return JSON.nullNode();
    }
    try {
      return PlainJson.write(codec.decode(bytes));
    } catch (UndecodableRecordException e) {
      ObjectNode unreadable = JSON.objectNode();
      unreadable.put("undecodable", e.getMessage());
      unreadable.put("base64", bytes);
      return unreadable;
    }
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
