package io.murmuration.cli.deadletters;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Bytes that are no record, as lines for a person: field by field, as far as they go. */
final class PartialDecoder {
  private static final int PREFIX_BYTES = 5;
  private static final int HEX_BYTES = 64;
  private static final int ROW_BYTES = 16;
  private static final int TEXT_CHARACTERS = 300;

  private final SchemaRegistryClient registry;
  private final Schema ours;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param ours this build's schema, for bytes whose writer's is not known
   */
  PartialDecoder(SchemaRegistryClient registry, Schema ours) {
    this.registry = registry;
    this.ours = ours;
  }

  List<String> lines(byte[] bytes) {
    if (bytes == null) {
      lines.add("null: a tombstone");
      return lines;
    }
    if (bytes.length < PREFIX_BYTES || bytes[0] != 0) {
      lines.add("%d bytes, not in the wire format:".formatted(bytes.length));
      hex(bytes, 0);
      return lines;
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    Schema schema = schema(id);
    if (schema.getType() == Schema.Type.RECORD) {
      fields(bytes, schema);
    } else {
      hex(bytes, PREFIX_BYTES);
    }
    return lines;
  }

  private Schema schema(int id) {
    try {
      if (registry.getSchemaById(id) instanceof AvroSchema avro) {
        lines.add("schema id %d: %s".formatted(id, avro.rawSchema().getFullName()));
        return avro.rawSchema();
      }
    } catch (IOException | RestClientException e) {
      lines.add("schema id %d is not in the registry, read as this build's:".formatted(id));
      return ours;
    }
    lines.add("schema id %d is not Avro, read as this build's:".formatted(id));
    return ours;
  }

  private void fields(byte[] bytes, Schema schema) {
    ByteArrayInputStream in =
        new ByteArrayInputStream(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES);
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    for (Schema.Field field : schema.getFields()) {
      int at = bytes.length - in.available();
      try {
        Object value = new GenericDatumReader<Object>(field.schema()).read(null, decoder);
        lines.add("  %s = %s".formatted(field.name(), shortened(String.valueOf(value))));
      } catch (IOException | RuntimeException e) {
        // Hostile bytes meet Avro with many kinds of exception.
        lines.add("  %s can't be read at byte %d: %s".formatted(field.name(), at, e));
        hex(bytes, at);
        return;
      }
    }
    int rest = bytes.length - in.available();
    if (rest < bytes.length) {
      lines.add("  %d bytes follow the record's end, at byte %d:".formatted(in.available(), rest));
      hex(bytes, rest);
    }
  }

  private void hex(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + HEX_BYTES);
    for (int row = from; row < to; row += ROW_BYTES) {
      byte[] part = Arrays.copyOfRange(bytes, row, Math.min(to, row + ROW_BYTES));
      StringBuilder text = new StringBuilder();
      for (byte one : part) {
        text.append(one >= 0x20 && one < 0x7f ? (char) one : '.');
      }
      lines.add(
          "  %06x  %-47s  %s".formatted(row, HexFormat.ofDelimiter(" ").formatHex(part), text));
    }
    if (to < bytes.length) {
      lines.add("  ... %d bytes more".formatted(bytes.length - to));
    }
  }

  private static String shortened(String text) {
    String oneLine = text.replace("\n", "\\n");
    return oneLine.length() <= TEXT_CHARACTERS
        ? oneLine
        : oneLine.substring(0, TEXT_CHARACTERS) + "... (%d characters)".formatted(text.length());
  }
}
