package io.murmuration.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A comparison for machines. */
public final class DiffJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DiffJson() {}

  public static JsonNode of(DiffReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("a", report.topicA());
    json.put("b", report.topicB());
    json.put("records", report.records());
    json.set("verdicts", verdicts(report.verdicts()));
    json.set("causes", JSON.valueToTree(report.causes()));
    json.set("fields", JSON.valueToTree(report.fields()));
    json.set("flips", JSON.valueToTree(report.flips()));
    json.put("unexplained", report.unexplained());
    ObjectNode measures = json.putObject("measures");
    report
        .measures()
        .forEach(
            (name, distribution) ->
                measures
                    .putObject(name)
                    .put("count", distribution.count())
                    .put("mean", distribution.mean())
                    .put("min", distribution.min()));
    ObjectNode slices = json.putObject("slices");
    report
        .slices()
        .forEach(
            (dimension, values) -> {
              ObjectNode of = slices.putObject(dimension);
              values.forEach((value, counts) -> of.set(value, verdicts(counts)));
            });
    json.set("examples", JSON.valueToTree(report.examples()));
    return json;
  }

  private static ObjectNode verdicts(Map<Verdict, Long> counts) {
    ObjectNode json = JSON.createObjectNode();
    counts.forEach((verdict, count) -> json.put(verdict.label(), count));
    return json;
  }
}
