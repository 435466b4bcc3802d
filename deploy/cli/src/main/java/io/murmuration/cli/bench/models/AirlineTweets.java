package io.murmuration.cli.bench.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Thirteen thousand tweets to and about six airlines in one week of 2015, each id once. */
final class AirlineTweets {
  private static final int ID = 0;
  private static final int TEXT = 4;

  private AirlineTweets() {}

  static List<String> texts(Path sets) throws IOException {
    String csv = Files.readString(sets.resolve("airline-tweets/Tweets.csv"));
    Map<String, String> texts = new LinkedHashMap<>();
    List<List<String>> rows = rows(csv);
    for (List<String> row : rows.subList(1, rows.size())) {
      texts.putIfAbsent(row.get(ID), row.get(TEXT));
    }
    return List.copyOf(texts.values());
  }

  /** As RFC 4180 has it: a quoted field may hold commas, line ends and doubled quotes. */
  private static List<List<String>> rows(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
        if (doubled) {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    return rows;
  }
}
