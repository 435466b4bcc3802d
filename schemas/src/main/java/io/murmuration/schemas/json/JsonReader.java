package io.murmuration.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** From JSON nodes to generic Avro values, along the schema; the first misfit is named. */
final class JsonReader {
  private JsonReader() {}

  static GenericRecord record(String path, Schema schema, JsonNode json)
      throws InvalidJsonException {
    if (!json.isObject()) {
      throw misfit(path, "an object", json);
    }
    refuseUnknownFields(path, schema, json);
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      String inside = path.isEmpty() ? field.name() : path + "." + field.name();
      if (value == null) {
        record.put(field.pos(), defaultOf(inside, field));
      } else {
        record.put(field.pos(), value(inside, field.schema(), value));
      }
    }
    return record;
  }

  private static Object defaultOf(String path, Schema.Field field) throws InvalidJsonException {
    if (!field.hasDefaultValue()) {
      throw new InvalidJsonException(path, "missing");
    }
    return GenericData.get().getDefaultValue(field);
  }

  private static void refuseUnknownFields(String path, Schema schema, JsonNode json)
      throws InvalidJsonException {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw new InvalidJsonException(
            path.isEmpty() ? name : path + "." + name,
            "no such field; "
                + schema.getName()
                + " has "
                + schema.getFields().stream().map(Schema.Field::name).toList());
      }
    }
  }

  private static Object value(String path, Schema schema, JsonNode json)
      throws InvalidJsonException {
    return switch (schema.getType()) {
      case RECORD -> record(path, schema, json);
      case ARRAY -> array(path, schema.getElementType(), json);
      case MAP -> map(path, schema.getValueType(), json);
      case UNION -> union(path, schema, json);
      case STRING -> text(path, json);
      case ENUM -> symbol(path, schema, json);
      case BYTES -> bytes(path, json);
      case LONG -> schema.getLogicalType() == null ? integer(path, json) : time(path, json);
      case INT -> smallInteger(path, json);
      case DOUBLE -> number(path, json);
      case FLOAT -> (float) number(path, json);
      case BOOLEAN -> {
        if (!json.isBoolean()) {
          throw misfit(path, "true or false", json);
        }
        yield json.booleanValue();
      }
      case FIXED, NULL -> throw new InvalidJsonException(path, "can't be given as JSON");
    };
  }

  private static Object union(String path, Schema schema, JsonNode json)
      throws InvalidJsonException {
    if (json.isNull()) {
      return null;
    }
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        return value(path, branch, json);
      }
    }
    throw misfit(path, "null", json);
  }

  private static List<Object> array(String path, Schema element, JsonNode json)
      throws InvalidJsonException {
    if (!json.isArray()) {
      throw misfit(path, "an array", json);
    }
    List<Object> values = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      values.add(value(path + "[" + i + "]", element, json.get(i)));
    }
    return values;
  }

  private static Map<String, Object> map(String path, Schema element, JsonNode json)
      throws InvalidJsonException {
    if (!json.isObject()) {
      throw misfit(path, "an object", json);
    }
    Map<String, Object> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      values.put(entry.getKey(), value(path + "." + entry.getKey(), element, entry.getValue()));
    }
    return values;
  }

  private static String text(String path, JsonNode json) throws InvalidJsonException {
    if (!json.isTextual()) {
      throw misfit(path, "a text", json);
    }
    String text = json.textValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidJsonException(path, "half of a surrogate pair, which UTF-8 can't hold");
    }
    return text;
  }

  private static Object symbol(String path, Schema schema, JsonNode json)
      throws InvalidJsonException {
    String name = text(path, json);
    if (!schema.hasEnumSymbol(name)) {
      throw new InvalidJsonException(
          path, "'%s' is none of %s".formatted(name, schema.getEnumSymbols()));
    }
    return new GenericData.EnumSymbol(schema, name);
  }

  private static ByteBuffer bytes(String path, JsonNode json) throws InvalidJsonException {
    try {
      byte[] value = json.binaryValue();
      if (value != null) {
        return ByteBuffer.wrap(value);
      }
    } catch (IOException e) {
      throw new InvalidJsonException(path, "not base64");
    }
    throw misfit(path, "bytes in base64", json);
  }

  private static long time(String path, JsonNode json) throws InvalidJsonException {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    if (json.isTextual()) {
      try {
        return Instant.parse(json.textValue()).toEpochMilli();
      } catch (DateTimeParseException | ArithmeticException e) {
        throw misfit(path, "an ISO 8601 time with its zone or milliseconds since 1970", json);
      }
    }
    throw misfit(path, "an ISO 8601 time with its zone or milliseconds since 1970", json);
  }

  private static long integer(String path, JsonNode json) throws InvalidJsonException {
    if (!json.isIntegralNumber() || !json.canConvertToLong()) {
      throw misfit(path, "a whole number", json);
    }
    return json.longValue();
  }

  private static int smallInteger(String path, JsonNode json) throws InvalidJsonException {
    if (!json.isIntegralNumber() || !json.canConvertToInt()) {
      throw misfit(path, "a whole number", json);
    }
    return json.intValue();
  }

  private static double number(String path, JsonNode json) throws InvalidJsonException {
    if (!json.isNumber()) {
      throw misfit(path, "a number", json);
    }
    return json.doubleValue();
  }

  private static InvalidJsonException misfit(String path, String wanted, JsonNode found) {
    String shown = found.toString();
    String cut = shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
    return new InvalidJsonException(path, "needs " + wanted + ", found " + cut);
  }
}
