package io.murmuration.model.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.murmuration.model.remote.ScriptedServer;
import io.murmuration.model.remote.ScriptedServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL as users write it, on a small cluster in this JVM. */
class MurmurationSqlTest {
  private static final String SHIPPED =
      Path.of(System.getProperty("murmuration.models"), "encoder/1.2.0").toString();

  @TempDir Path folder;
  private TableEnvironment sql;

  @BeforeEach
  void start() {
    sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
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
  void saysWhichOptionOrColumnIsWrong() {
    create("bad_device", "embedding ARRAY<FLOAT>", "'device' = 'tpu'");
    create("bad_policy", "embedding ARRAY<FLOAT>", "'on-reject' = 'ignore'");
    create("bad_column", "vector ARRAY<FLOAT>", "'device' = 'cpu'");
    create("bad_type", "embedding ARRAY<DOUBLE>", "'device' = 'cpu'");

    refused("bad_device", "device can't be 'tpu': say auto, cpu or gpu:N");
    refused("bad_policy", "on-reject can't be 'ignore'");
    refused("bad_column", "OUTPUT column 'vector': this task has [embedding, error, language");
    refused("bad_type", "OUTPUT column 'embedding' must be ARRAY<FLOAT>, not ARRAY<DOUBLE>");
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

  private List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = sql.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static Answer embed(ScriptedServer.Call call) {
    ArrayNode data = ScriptedServer.JSON.createArrayNode();
    for (var text : call.body().get("input")) {
      if (text.asText().equals("poison")) {
        return Answer.of(400, "no");
      }
      data.addObject().putArray("embedding").add(text.asText().length()).add(1);
    }
    return Answer.ok(ScriptedServer.JSON.createObjectNode().set("data", data));
  }
}
