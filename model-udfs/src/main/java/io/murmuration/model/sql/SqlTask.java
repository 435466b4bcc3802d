package io.murmuration.model.sql;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** What a model may be asked for in SQL, and the columns that may be named in its output. */
enum SqlTask {
  /** A text to its vector and, by the project's own encoder, its labels. */
  EMBED(
      Map.of(
          "embedding", "ARRAY<FLOAT>",
          "language", "STRING",
          "topics", "ARRAY<STRING>",
          "sentiment", "STRING",
          "toxicity", "FLOAT",
          "spam", "FLOAT",
          "error", "STRING")),
  /** A prompt to a text. */
  GENERATE(Map.of("text", "STRING", "finish_reason", "STRING", "error", "STRING"));

  private final Map<String, String> columns;

  SqlTask(Map<String, String> columns) {
    this.columns = columns;
  }

  /**
   * Checks what {@code CREATE MODEL} declares and gives its output's columns.
   *
   * @throws ValidationException naming the column that is wrong
   */
  List<String> columns(ResolvedSchema input, ResolvedSchema output) {
    LogicalTypeRoot first =
        input.getColumnCount() == 1 ? root(input.getColumns().get(0)) : LogicalTypeRoot.NULL;
    if (first != LogicalTypeRoot.VARCHAR && first != LogicalTypeRoot.CHAR) {
      throw new ValidationException("INPUT must be one STRING column, not " + input);
    }
    output.getColumns().forEach(this::require);
    return output.getColumnNames();
  }

  private void require(Column column) {
    String type = columns.get(column.getName());
    if (type == null) {
      throw new ValidationException(
          "OUTPUT column '%s': this task has %s"
              .formatted(column.getName(), columns.keySet().stream().sorted().toList()));
    }
    if (!type.equals(written(column.getDataType().getLogicalType()))) {
      throw new ValidationException(
          "OUTPUT column '%s' must be %s, not %s"
              .formatted(column.getName(), type, column.getDataType()));
    }
  }

  private static LogicalTypeRoot root(Column column) {
    return column.getDataType().getLogicalType().getTypeRoot();
  }

  private static String written(LogicalType type) {
    return type.copy(true).asSummaryString().replace(" NOT NULL", "");
  }
}
