package io.murmuration.cli.bench.crayfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;

/**
 * A data point as the paper's program keeps, reads and writes it
 * (github.com/soniahorchidan/crayfish23, its Flink adapter): boxed numbers in lists of lists, a new
 * ObjectMapper and a tree for each record. No getters and setters, so Flink copies it with Kryo
 * from operator to operator, as there.
 */
public final class PublishedPoint {
  private final ArrayList<ArrayList<Float>> points;
  private final long createdMillis;
  private final String prediction;

  PublishedPoint(ArrayList<ArrayList<Float>> points, long createdMillis, String prediction) {
    this.points = points;
    this.createdMillis = createdMillis;
    this.prediction = prediction;
  }

  ArrayList<ArrayList<Float>> points() {
    return points;
  }

  PublishedPoint with(ArrayList<ArrayList<Float>> found) {
    return new PublishedPoint(points, createdMillis, found.toString());
  }

  static PublishedPoint read(byte[] bytes) throws IOException {
    JsonNode json = new ObjectMapper().readTree(bytes);
    int rows = json.get(JsonRows.ROWS).intValue();
    int columns = json.get(JsonRows.COLUMNS).intValue();
    String[] numbers = json.get(JsonRows.POINT).textValue().split(",");
    ArrayList<ArrayList<Float>> points = new ArrayList<>();
    int next = 0;
    for (int row = 0; row < rows; row++) {
      ArrayList<Float> point = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        point.add(Float.valueOf(numbers[next++]));
      }
      points.add(point);
    }
    long created = json.get(JsonRows.CREATED).longValue();
    return new PublishedPoint(points, created, json.get(JsonRows.PREDICTION).asText());
  }

  byte[] write() throws IOException {
    StringBuilder text = new StringBuilder();
    for (ArrayList<Float> point : points) {
      for (Float number : point) {
        text.append(number).append(",");
      }
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put(JsonRows.CREATED, createdMillis);
    json.put(JsonRows.ROWS, points.size());
    json.put(JsonRows.COLUMNS, points.get(0).size());
    json.put(JsonRows.POINT, text.toString());
    json.put(JsonRows.PREDICTION, prediction);
    return mapper.writeValueAsBytes(json);
  }
}
