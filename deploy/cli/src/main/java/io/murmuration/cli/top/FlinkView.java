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
  private static final String LANE = ".lane.";
  private static final String OF_WRITERS = "drawnTokens";
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
    Map<String, Map<String, Double>> models = new TreeMap<>();
    for (JsonNode vertex : get(path).path("vertices")) {
      String metrics = path + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      stages.add(stage(vertex.path("name").asText(), metrics));
      models.putAll(models(metrics));
    }
    return new Snapshots.Job(
        overview.path("name").asText(),
        overview.path("state").asText(),
        get(path + "/metrics?get=numRestarts").path(0).path("value").asLong(-1),
        checkpoints.path("counts").path("completed").asLong(-1),
        checkpoints.path("counts").path("failed").asLong(-1),
        checkpoints.path("latest").path("completed").path("end_to_end_duration").asLong(-1),
        stages,
        batching(models),
        writing(models));
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

  /** Values by name, of each model and each of its lanes. */
  private Map<String, Map<String, Double>> models(String metrics) throws InterruptedException {
    Map<String, List<String>> byModel = new TreeMap<>();
    for (JsonNode each : get(metrics)) {
      Matcher matcher = MODEL.matcher(each.path("id").asText());
      if (matcher.matches()) {
        String model =
            matcher.group(1) + "\n" + matcher.group(2) + " " + matcher.group(3).replace('_', '.');
        byModel.computeIfAbsent(model, m -> new ArrayList<>()).add(matcher.group());
      }
    }
    Map<String, Map<String, Double>> found = new TreeMap<>();
    for (Map.Entry<String, List<String>> one : byModel.entrySet()) {
      found.put(
          one.getKey(), values(byId(metrics + "?agg=max&get=" + String.join(",", one.getValue()))));
    }
    return found;
  }

  private static Map<String, Double> values(Map<String, JsonNode> found) {
    Map<String, Double> values = new TreeMap<>();
    found.forEach(
        (id, node) ->
            values.put(id.substring(id.lastIndexOf('.') + 1), node.path("max").asDouble(0)));
    return values;
  }

  private static List<Snapshots.Model> batching(Map<String, Map<String, Double>> models) {
    return models.keySet().stream()
        .filter(key -> !key.contains(LANE) && !models.get(key).containsKey(OF_WRITERS))
        .map(key -> model(key, models.get(key), lanes(key + LANE, models)))
        .toList();
  }

  private static List<Snapshots.Writer> writing(Map<String, Map<String, Double>> models) {
    return models.keySet().stream()
        .filter(key -> models.get(key).containsKey(OF_WRITERS))
        .map(key -> writer(key, models.get(key)))
        .toList();
  }

  private static Map<String, Snapshots.Lane> lanes(
      String prefix, Map<String, Map<String, Double>> models) {
    Map<String, Snapshots.Lane> lanes = new TreeMap<>();
    models.forEach(
        (key, values) -> {
          if (key.startsWith(prefix)) {
            lanes.put(
                key.substring(prefix.length()),
                new Snapshots.Lane(of(values, "queuedRequests"), of(values, "queueWaitMillis")));
          }
        });
    return lanes;
  }

  private static Snapshots.Model model(
      String key, Map<String, Double> values, Map<String, Snapshots.Lane> lanes) {
    return new Snapshots.Model(
        operator(key),
        name(key),
        of(values, "items"),
        of(values, "tokens"),
        of(values, "cacheHits"),
        of(values, "cacheMisses"),
        of(values, "batchSize"),
        of(values, "batchFill"),
        of(values, "queueWaitMillis"),
        of(values, "modelMillis"),
        lanes);
  }

  private static Snapshots.Writer writer(String key, Map<String, Double> values) {
    return new Snapshots.Writer(
        operator(key),
        name(key),
        of(values, "drawnTokens"),
        of(values, "takenBackTokens"),
        of(values, "promptTokens"),
        of(values, "reusedTokens"),
        of(values, "steps"),
        of(values, "stepRows"),
        of(values, "queuedSequences"),
        of(values, "queueWaitMillis"));
  }

  private static String operator(String key) {
    return key.substring(0, key.indexOf('\n'));
  }

  private static String name(String key) {
    return key.substring(key.indexOf('\n') + 1);
  }

  private static double of(Map<String, Double> values, String name) {
    return values.getOrDefault(name, Double.NaN);
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
