package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.flow.Answered;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.TimedText;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * Flink SQL's {@code ML_PREDICT}, which asks one row at a time.
 *
 * @param threads of one subtask
 */
record SqlRowArm(String folder, int threads) implements Flow.Arm {
  private static final String IN_FLIGHT = "128";

  @Override
  public DataStream<Answered> answer(
      StreamExecutionEnvironment environment, DataStream<TimedText> posts) {
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    sql.getConfig().set("table.exec.async-ml-predict.max-concurrent-operations", IN_FLIGHT);
    sql.getConfig().set("table.exec.async-ml-predict.output-mode", "ALLOW_UNORDERED");
    sql.createTemporaryView("posts", posts);
    sql.executeSql(
        """
        CREATE TEMPORARY MODEL encoder
        INPUT (text STRING) OUTPUT (vector ARRAY<FLOAT>)
        WITH ('provider' = '%s', 'folder' = '%s', 'threads' = '%d')
        """
            .formatted(RowProviderFactory.NAME, folder, threads));
    Table answers =
        sql.sqlQuery(
            """
            SELECT `index`, dueNanos, vector FROM ML_PREDICT(
              TABLE posts, MODEL encoder, DESCRIPTOR(text), MAP['async', 'true'])
            """);
    return sql.toDataStream(answers)
        .map(SqlRowArm::answered)
        .returns(org.apache.flink.api.common.typeinfo.TypeInformation.of(Answered.class));
  }

  private static Answered answered(Row row) {
    Float[] boxed = row.getFieldAs("vector");
    float[] vector = new float[boxed.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = boxed[i];
    }
    return new Answered(row.getFieldAs("index"), row.getFieldAs("dueNanos"), vector);
  }
}
