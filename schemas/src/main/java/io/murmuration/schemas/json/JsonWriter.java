package io.murmuration.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** From Avro values to JSON nodes, along the schema. */
final class JsonWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonWriter() {}

  static JsonNode value(Schema schema, Object value) {
    if (value == null) {
      return JSON.nullNode();
    }
    return switch (schema.getType()) {
      case RECORD -> record((IndexedRecord) value);
      case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
      case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
      case UNION -> value(schema.getTypes().get(branch(schema, value)), value);
      case BYTES -> bytes((ByteBuffer) value);
      case LONG -> value instanceof Instant time ? JSON.textNode(time.toString()) : number(value);
      case INT, FLOAT, DOUBLE -> number(value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case STRING, ENUM -> JSON.textNode(value.toString());
      case FIXED -> JSON.binaryNode(((GenericData.Fixed) value).bytes());
      case NULL -> JSON.nullNode();
    };
  }

  private static ObjectNode record(IndexedRecord record) {
    ObjectNode node = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), value(field.schema(), record.get(field.pos())));
    }
    return node;
  }

  private static ArrayNode array(Schema element, Collection<?> values) {
    ArrayNode node = JSON.arrayNode(values.size());
    values.forEach(each -> node.add(value(element, each)));
    return node;
  }

  private static ObjectNode map(Schema element, Map<?, ?> values) {
    ObjectNode node = JSON.objectNode();
    Map<String, Object> sorted = new TreeMap<>();
    values.forEach((key, each) -> sorted.put(key.toString(), each));
    sorted.forEach((key, each) -> node.set(key, value(element, each)));
    return node;
  }

  private static JsonNode bytes(ByteBuffer value) {
    byte[] copy = new byte[value.remaining()];
    value.duplicate().get(copy);
    return JSON.binaryNode(copy);
  }

  private static JsonNode number(Object value) {
    if (value instanceof Integer number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Float number) {
      return JSON.numberNode(number);
    }
    return JSON.numberNode((Double) value);
  }

  /** Unions here are "null or one thing": an instant is no branch that Avro itself would find. */
  private static int branch(Schema union, Object value) {
    for (int i = 0; i < union.getTypes().size(); i++) {
      if ((union.getTypes().get(i).getType() == Schema.Type.NULL) == (value == null)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no branch of " + union + " holds " + value.getClass());
  }
}
