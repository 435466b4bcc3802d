package io.murmuration.model.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.remote.ScriptedServer;
import io.murmuration.model.remote.ScriptedServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL as users write it, on a small cluster in this JVM. */
class MurmurationSqlTest {
  private static final String SHIPPED =
      Path.of(System.getProperty("murmuration.models"), "encoder/1.4.0").toString();

  private static final Path SHIPPED_MANIFEST = Path.of(SHIPPED, "manifest.json");

  @TempDir Path folder;
  @TempDir Path cache;
  private TableEnvironment sql;

  @BeforeEach
  void start() {
    LastFigures.forget();
    sql =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(LastFigures.reported())
                .build());
    sql.getConfig().set("parallelism.default", "1");
    sql.getConfig().set("restart-strategy.type", "none");
    sql.executeSql("LOAD MODULE murmuration");
    sql.executeSql(
        """
        CREATE TEMPORARY VIEW posts AS SELECT * FROM (VALUES
          (1, 'The cat sleeps on the sofa'), (2, 'A cat is asleep on the couch'),
          (3, 'Le conseil vote le budget'), (4, 'poison'), (5, CAST(NULL AS STRING)))
          AS t(id, body)
        """);
  }

  @Test
  void embedsAndLabelsWithTheShippedEncoder() throws Exception {
    sql.executeSql(
        """
        CREATE MODEL encoder INPUT (text STRING)
        OUTPUT (embedding ARRAY<FLOAT>, `language` STRING, toxicity FLOAT, error STRING)
        WITH ('provider' = 'murmuration', 'task' = 'embed', 'model' = '%s', 'threads' = '1')
        """
            .formatted(SHIPPED));
    sql.executeSql("CREATE TEMPORARY VIEW vectors AS " + predict("encoder"));

    List<Row> languages =
        rows("SELECT id, `language` FROM vectors WHERE id IN (1, 3, 5) ORDER BY id LIMIT 9");
    List<Row> near =
        rows(
            """
            SELECT COSINE(a.embedding, b.embedding), COSINE(a.embedding, c.embedding),
                   DOT_PRODUCT(a.embedding, a.embedding)
            FROM vectors a, vectors b, vectors c WHERE a.id = 1 AND b.id = 2 AND c.id = 3
            """);

    assertThat(languages).extracting(row -> row.getField(1)).containsExactly("en", "fr", null);
    assertThat(near).hasSize(1);
    Row row = near.get(0);
    assertThat((double) row.getField(0)).isGreaterThan((double) row.getField(1) + 0.1);
    assertThat((double) row.getField(2)).isBetween(0.999, 1.001);
  }

  @Test
  void keepsARejectedRowWithItsCauseUnlessToldOtherwise() throws Exception {
    try (ScriptedServer server = new ScriptedServer(MurmurationSqlTest::embed)) {
      server.manifest(folder, "\"dimension\": 2", "\"protocol\": \"openai-embeddings\"");
      for (String policy : List.of("null", "skip", "fail")) {
        sql.executeSql(
            """
            CREATE MODEL far_%s INPUT (text STRING) OUTPUT (embedding ARRAY<FLOAT>, error STRING)
            WITH ('provider' = 'murmuration', 'task' = 'embed', 'model' = '%s', 'on-reject' = '%s')
            """
                .formatted(policy, folder, policy));
      }

      List<Row> kept = rows(predict("far_null"));
      List<Row> skipped = rows(predict("far_skip"));

      assertThat(kept).hasSize(5).filteredOn(row -> row.getField("error") != null).hasSize(1);
      Row poison = kept.stream().filter(row -> row.getField(0).equals(4)).findFirst().get();
      assertThat(poison.getField("embedding")).isNull();
      assertThat(poison.getField("error").toString()).startsWith("REFUSED: ");
      assertThat(skipped).hasSize(4).noneMatch(row -> row.getField(0).equals(4));
      assertThatThrownBy(() -> rows(predict("far_fail")))
          .hasStackTraceContaining("on-reject is 'fail'");
    }
  }

  @Test
  void computesNothingThatACacheKnowsOfAnEarlierQuery() throws Exception {
    String encoder = "'task' = 'embed', 'threads' = '1', 'model' = '%s'".formatted(SHIPPED);

    List<Row> computed = remembered("embedding ARRAY<FLOAT>, `language` STRING", encoder);
    Object answered = LastFigures.of("answered");
    start();
    List<Row> known = remembered("embedding ARRAY<FLOAT>, `language` STRING", encoder);

    assertThat(answered).isEqualTo(4L);
    assertThat(LastFigures.of("answered")).isEqualTo(0L);
    assertThat(LastFigures.of("cacheHits")).isEqualTo(4L);
    assertThat(known).containsExactlyInAnyOrderElementsOf(computed);
  }

  @Test
  void asksAServerNothingThatACacheKnowsOfAnEarlierQuery() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (ScriptedServer vectors = new ScriptedServer(call -> embed(call, asked));
        ScriptedServer texts = new ScriptedServer(call -> write(call, asked))) {
      vectors.manifest(folder, "\"dimension\": 2", "\"protocol\": \"openai-embeddings\"");
      String far = "'task' = 'embed', 'model' = '%s'".formatted(folder);
      Path other = Files.createDirectory(folder.resolve("writer"));
      texts.manifest(other, "\"task\": \"generate\"", "\"protocol\": \"openai-chat\"");
      String writer = "'task' = 'generate', 'model' = '%s'".formatted(other);
      List<Row> vector = remembered("embedding ARRAY<FLOAT>, error STRING", far);
      List<Row> text = remembered("text STRING, finish_reason STRING", writer);
      asked.clear();
      start();

      List<Row> sameVector = remembered("embedding ARRAY<FLOAT>, error STRING", far);
      List<Row> sameText = remembered("text STRING, finish_reason STRING", writer);

      // What was refused is asked again, as is what each start warms up with.
      assertThat(asked).containsOnly("poison", "Good morning");
      assertThat(sameVector).hasSize(5).containsExactlyInAnyOrderElementsOf(vector);
      assertThat(sameText).hasSize(5).containsExactlyInAnyOrderElementsOf(text);
    }
  }

  @Test
  void saysWhichOptionOrColumnIsWrong() {
    create("bad_device", "embedding ARRAY<FLOAT>", "'device' = 'tpu'");
    create("bad_policy", "embedding ARRAY<FLOAT>", "'on-reject' = 'ignore'");
    create("bad_column", "vector ARRAY<FLOAT>", "'device' = 'cpu'");
    create("bad_type", "embedding ARRAY<DOUBLE>", "'device' = 'cpu'");
    create("bad_cache", "embedding ARRAY<FLOAT>", "'cache' = '%s'".formatted(SHIPPED_MANIFEST));
    create("bad_age", "embedding ARRAY<FLOAT>", "'cache' = 'here', 'cache-age' = '5 ms'");
    create("bad_bytes", "embedding ARRAY<FLOAT>", "'cache' = 'here', 'cache-bytes' = 'many'");
    create("no_cache", "embedding ARRAY<FLOAT>", "'cache-bytes' = '1mb'");

    refused("bad_device", "device can't be 'tpu': say auto, cpu or gpu:N");
    refused("bad_policy", "on-reject can't be 'ignore'");
    refused("bad_column", "OUTPUT column 'vector': this task has [embedding, error, language");
    refused("bad_type", "OUTPUT column 'embedding' must be ARRAY<FLOAT>, not ARRAY<DOUBLE>");
    refused("bad_cache", "manifest.json': say a folder of the task managers' own");
    refused("bad_age", "cache-age can't be less than a second");
    refused("bad_bytes", "Invalid value for option 'cache-bytes'");
    refused("no_cache", "cache-bytes can't stand without 'cache'");
  }

  /** A disk that is slow in a test is waited for. */
  private List<Row> remembered(String output, String options) throws Exception {
    sql.executeSql("DROP MODEL IF EXISTS remembered");
    sql.executeSql(
        """
        CREATE MODEL remembered INPUT (text STRING) OUTPUT (%s)
        WITH ('provider' = 'murmuration', %s, 'cache' = '%s', 'cache-patience' = '1 min',
              'cache-bytes' = '16mb', 'cache-age' = '1 h')
        """
            .formatted(output, options, cache));
    return rows(predict("remembered"));
  }

  private void create(String name, String output, String option) {
    sql.executeSql(
        """
        CREATE MODEL %s INPUT (text STRING) OUTPUT (%s)
        WITH ('provider' = 'murmuration', 'task' = 'embed', 'model' = 'nowhere', %s)
        """
            .formatted(name, output, option));
  }

  private void refused(String model, String message) {
    assertThatThrownBy(() -> sql.explainSql(predict(model))).hasStackTraceContaining(message);
  }

  private static String predict(String model) {
    return """
    SELECT * FROM TABLE(ML_PREDICT(
      INPUT => TABLE posts, MODEL => MODEL %s, ARGS => DESCRIPTOR(body),
      CONFIG => MAP['async', 'true', 'max-concurrent-operations', '256']))
    """
        .formatted(model);
  }

  /** Until the job has ended, and so given its models back. */
  private List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    TableResult result = sql.executeSql(query);
    try (CloseableIterator<Row> results = result.collect()) {
      results.forEachRemaining(rows::add);
      result.getJobClient().orElseThrow().getJobExecutionResult().get();
    }
    return rows;
  }

  private static Answer embed(ScriptedServer.Call call) {
    return embed(call, new ArrayList<>());
  }

  private static Answer write(ScriptedServer.Call call, List<String> asked) {
    String prompt = call.body().at("/messages/0/content").asText();
    asked.add(prompt);
    ObjectNode choice = ScriptedServer.JSON.createObjectNode().put("finish_reason", "stop");
    choice.putObject("message").put("content", prompt.toUpperCase(Locale.ROOT));
    ObjectNode answer = ScriptedServer.JSON.createObjectNode();
    answer.putArray("choices").add(choice);
    return prompt.equals("poison") ? Answer.of(400, "no") : Answer.ok(answer);
  }

  private static Answer embed(ScriptedServer.Call call, List<String> asked) {
    ArrayNode data = ScriptedServer.JSON.createArrayNode();
    for (var text : call.body().get("input")) {
      asked.add(text.asText());
      if (text.asText().equals("poison")) {
        return Answer.of(400, "no");
      }
      data.addObject().putArray("embedding").add(text.asText().length()).add(1);
    }
    return Answer.ok(ScriptedServer.JSON.createObjectNode().set("data", data));
  }
}
