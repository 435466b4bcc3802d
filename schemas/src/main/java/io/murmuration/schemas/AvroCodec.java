package io.murmuration.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.murmuration.schemas.StrictDatumReader.MalformedTextException;
import io.murmuration.schemas.UndecodableRecordException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Values of one topic in Confluent's wire format: a zero byte, the writer schema's id as four
 * big-endian bytes, then Avro's binary form. The writer's schema comes from the registry by id,
 * once, and is resolved to this build's.
 *
 * <p>Not thread-safe, and cheap to make: one for each thread.
 */
public final class AvroCodec<T extends SpecificRecord> {
  private static final byte MAGIC = 0;
  private static final int PREFIX_BYTES = 5;
  private static final int NOT_FOUND = 404;

  private final Topic<T> topic;
  private final SchemaRegistryClient registry;
  private final SpecificData data;
  private final DatumWriter<T> writer;
  private final Map<Integer, DatumReader<T>> readersById = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;
  private byte[] prefix;

  private AvroCodec(Topic<T> topic, SchemaRegistryClient registry) {
    this.topic = topic;
    this.registry = registry;
    this.data = SpecificData.getForClass(topic.type());
    // The fast reader would read strings past StrictDatumReader.
    this.data.setFastReaderEnabled(false);
    this.writer = new FloatDatumWriter<>(topic.schema(), data);
  }

  public static <T extends SpecificRecord> AvroCodec<T> of(
      Topic<T> topic, SchemaRegistryClient registry) {
    return new AvroCodec<>(topic, registry);
  }

  /**
   * @throws RegistryUnavailableException if the schema's id is not known yet and the registry does
   *     not answer
   * @throws IllegalStateException if the registry lacks this build's schema
   */
  public byte[] encode(T value) {
    if (prefix == null) {
      prefix = ByteBuffer.allocate(PREFIX_BYTES).put(MAGIC).putInt(writerId()).array();
    }
    out.reset();
    out.writeBytes(prefix);
    try {
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * @throws UndecodableRecordException if the bytes are no record of this topic
   * @throws RegistryUnavailableException if the writer's schema is not known yet and the registry
   *     does not answer
   */
  public T decode(byte[] bytes) throws UndecodableRecordException {
    DatumReader<T> reader = readerFor(schemaId(bytes));
    try {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, decoder);
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw undecodable(Kind.TRAILING_BYTES, "bytes follow the record's end");
      }
      return value;
    } catch (MalformedTextException e) {
      throw undecodable(Kind.MALFORMED_UTF8, e.getMessage());
    } catch (EOFException e) {
      throw undecodable(Kind.TRUNCATED, "the record ends in the middle of a field");
    } catch (IOException | RuntimeException e) {
      // Avro meets hostile bytes with many kinds of exception; none of them is ours.
      throw new UndecodableRecordException(Kind.MALFORMED, describe("not an Avro record: " + e), e);
    }
  }

  private int schemaId(byte[] bytes) throws UndecodableRecordException {
    if (bytes == null) {
      throw undecodable(Kind.NULL_VALUE, "the value is null");
    }
    if (bytes.length == 0) {
      throw undecodable(Kind.EMPTY_VALUE, "the value has no bytes");
    }
    if (bytes[0] != MAGIC) {
      throw undecodable(
          Kind.NOT_WIRE_FORMAT, "the first byte is %d, not 0".formatted(bytes[0] & 0xff));
    }
    if (bytes.length < PREFIX_BYTES) {
      throw undecodable(Kind.TRUNCATED, "the value ends before its schema id");
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  private DatumReader<T> readerFor(int id) throws UndecodableRecordException {
    DatumReader<T> known = readersById.get(id);
    if (known == null) {
      known = newReader(id, writerSchema(id));
      readersById.put(id, known);
    }
    return known;
  }

  private DatumReader<T> newReader(int id, Schema written) throws UndecodableRecordException {
    var fit = SchemaCompatibility.checkReaderWriterCompatibility(topic.schema(), written);
    if (fit.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw undecodable(
          Kind.INCOMPATIBLE_SCHEMA,
          "schema id %d (%s) can't be read as %s"
              .formatted(id, written.getFullName(), topic.schema().getFullName()));
    }
    return new StrictDatumReader<>(written, topic.schema(), data);
  }

  private Schema writerSchema(int id) throws UndecodableRecordException {
    try {
      ParsedSchema parsed = registry.getSchemaById(id);
      if (parsed instanceof AvroSchema avro) {
        return avro.rawSchema();
      }
      throw undecodable(Kind.INCOMPATIBLE_SCHEMA, "schema id %d is not Avro".formatted(id));
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw undecodable(
            Kind.UNKNOWN_SCHEMA_ID, "the registry has no schema with id %d".formatted(id));
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    } catch (AvroRuntimeException e) {
      throw undecodable(
          Kind.INCOMPATIBLE_SCHEMA, "schema id %d can't be parsed: %s".formatted(id, e));
    }
  }

  private int writerId() {
    try {
      return registry.getId(topic.subject(), new AvroSchema(topic.schema()));
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new IllegalStateException(
            topic.subject() + ": the registry lacks this build's schema; provision it first", e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private RegistryUnavailableException unavailable(Exception e) {
    return new RegistryUnavailableException(
        describe("the schema registry did not answer: " + e.getMessage()), e);
  }

  private UndecodableRecordException undecodable(Kind kind, String what) {
    return new UndecodableRecordException(kind, describe(what));
  }

  private String describe(String what) {
    return topic.name() + ": " + what;
  }
}
