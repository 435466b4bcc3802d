package io.murmuration.cli.bench.crayfish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The paper's JSON, token by token into an array: the numbers stand in one string, each with a
 * comma behind it; the data point goes out again with its prediction.
 */
final class JsonRows implements RowFormat {
  static final String CREATED = "creationTimestamp";
  static final String ROWS = "dataPointSz1";
  static final String COLUMNS = "dataPointSz2";
  static final String POINT = "dataPoint";
  static final String PREDICTION = "prediction";
  private static final int ABOUT_BYTES = 10_000;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Scored read(byte[] bytes) throws IOException {
    long created = 0;
    float[] features = {};
    try (JsonParser parser = JSON.createParser(bytes)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
          continue;
        }
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals(CREATED)) {
          created = parser.getLongValue();
        } else if (field.equals(POINT)) {
          features =
              numbers(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
      }
    }
    return new Scored(created, features, null);
  }

  private static float[] numbers(char[] text, int offset, int length) {
    float[] numbers = new float[Network.INPUTS];
    int count = 0;
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (text[i] == ',') {
        numbers[count++] = Float.parseFloat(new String(text, from, i - from));
        from = i + 1;
      }
    }
    return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
  }

  @Override
  public byte[] write(Scored row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ABOUT_BYTES);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField(CREATED, row.createdMillis());
      out.writeNumberField(ROWS, 1);
      out.writeNumberField(COLUMNS, row.features().length);
      out.writeStringField(POINT, text(row.features()));
      if (row.prediction() == null) {
        out.writeNullField(PREDICTION);
      } else {
        out.writeStringField(PREDICTION, "[" + Arrays.toString(row.prediction()) + "]");
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String text(float[] features) {
    StringBuilder text = new StringBuilder(ABOUT_BYTES);
    for (float feature : features) {
      text.append(feature).append(',');
    }
    return text.toString();
  }
}
