package io.murmuration.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as people write JSON: the schema's field names, optional fields left out, no wrapper
 * around a union's value. Times are ISO 8601 (milliseconds since the epoch are read too), bytes are
 * base64. Stateless and thread-safe.
 */
public final class PlainJson {
  private PlainJson() {}

  public static JsonNode write(IndexedRecord value) {
    return JsonWriter.value(value.getSchema(), value);
  }

  /**
   * @throws InvalidJsonException naming the first field that is missing, unknown or of the wrong
   *     kind
   */
  public static <T extends SpecificRecord> T read(JsonNode json, Topic<T> topic)
      throws InvalidJsonException {
    GenericRecord generic = JsonReader.record("", topic.schema(), json);
    return specific(generic, topic.schema(), SpecificData.getForClass(topic.type()));
  }

  private static <T> T specific(GenericRecord generic, Schema schema, SpecificData data) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(generic, encoder);
      var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
      return new SpecificDatumReader<T>(schema, schema, data).read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
