package io.murmuration.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.devstack.FlinkRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jobs, stages and models, by Flink's REST API. */
public final class FlinkView {
  private static final Pattern MODEL =
      Pattern.compile("(.+?)\\.model\\.(?:name\\.)?(.+?)\\.version\\.(.+)\\.([A-Za-z]+)");
  private static final String STAGE_METRICS =
      "numRecordsInPerSecond,numRecordsOutPerSecond,busyTimeMsPerSecond,backPressuredTimeMsPerSecond";
  private static final double MILLIS_A_SECOND = 1_000;

  private final FlinkRest flink;

  public FlinkView(FlinkRest flink) {
    this.flink = flink;
  }

  /** None where Flink does not answer. */
  public List<Snapshots.Job> look() throws InterruptedException {
    List<Snapshots.Job> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(job(job));
    }
    return jobs;
  }

  private Snapshots.Job job(JsonNode overview) throws InterruptedException {
    String path = "/jobs/" + overview.path("jid").asText();
    JsonNode checkpoints = get(path + "/checkpoints");
    List<Snapshots.Stage> stages = new ArrayList<>();
    List<Snapshots.Model> models = new ArrayList<>();
    for (JsonNode vertex : get(path).path("vertices")) {
      String metrics = path + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      stages.add(stage(vertex.path("name").asText(), metrics));
      models.addAll(models(metrics));
    }
    return new Snapshots.Job(
        overview.path("name").asText(),
        overview.path("state").asText(),
        get(path + "/metrics?get=numRestarts").path(0).path("value").asLong(-1),
        checkpoints.path("counts").path("completed").asLong(-1),
        checkpoints.path("counts").path("failed").asLong(-1),
        checkpoints.path("latest").path("completed").path("end_to_end_duration").asLong(-1),
        stages,
        models);
  }

  private Snapshots.Stage stage(String name, String metrics) throws InterruptedException {
    Map<String, JsonNode> found = byId(metrics + "?agg=sum,max&get=" + STAGE_METRICS);
    return new Snapshots.Stage(
        name,
        of(found, "numRecordsInPerSecond", "sum"),
        of(found, "numRecordsOutPerSecond", "sum"),
        of(found, "busyTimeMsPerSecond", "max") / MILLIS_A_SECOND,
        of(found, "backPressuredTimeMsPerSecond", "max") / MILLIS_A_SECOND);
  }

  private List<Snapshots.Model> models(String metrics) throws InterruptedException {
    Map<String, List<String>> byModel = new TreeMap<>();
    for (JsonNode each : get(metrics)) {
      Matcher matcher = MODEL.matcher(each.path("id").asText());
      if (matcher.matches()) {
        String model =
            matcher.group(1) + "\n" + matcher.group(2) + " " + matcher.group(3).replace('_', '.');
        byModel.computeIfAbsent(model, m -> new ArrayList<>()).add(matcher.group());
      }
    }
    List<Snapshots.Model> models = new ArrayList<>();
    for (Map.Entry<String, List<String>> one : byModel.entrySet()) {
      String[] names = one.getKey().split("\n");
      Map<String, JsonNode> found =
          byId(metrics + "?agg=max&get=" + String.join(",", one.getValue()));
      models.add(model(names[0], names[1], found));
    }
    return models;
  }

  private static Snapshots.Model model(String operator, String name, Map<String, JsonNode> found) {
    Map<String, Double> values = new TreeMap<>();
    found.forEach(
        (id, node) ->
            values.put(id.substring(id.lastIndexOf('.') + 1), node.path("max").asDouble(0)));
    return new Snapshots.Model(
        operator,
        name,
        values.getOrDefault("items", Double.NaN),
        values.getOrDefault("tokens", Double.NaN),
        values.getOrDefault("batchSize", Double.NaN),
        values.getOrDefault("batchFill", Double.NaN),
        values.getOrDefault("queueWaitMillis", Double.NaN),
        values.getOrDefault("modelMillis", Double.NaN));
  }

  private Map<String, JsonNode> byId(String path) throws InterruptedException {
    Map<String, JsonNode> found = new TreeMap<>();
    get(path).forEach(node -> found.put(node.path("id").asText(), node));
    return found;
  }

  private static double of(Map<String, JsonNode> found, String id, String aggregate) {
    JsonNode node = found.get(id);
    return node == null ? Double.NaN : node.path(aggregate).asDouble(Double.NaN);
  }

  private JsonNode get(String path) throws InterruptedException {
    return flink.get(path).orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }
}
