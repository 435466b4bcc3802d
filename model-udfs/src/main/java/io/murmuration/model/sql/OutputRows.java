package io.murmuration.model.sql;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.sql.PredictOptions.OnReject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** From a request's outcome to the columns that {@code CREATE MODEL} names. */
final class OutputRows<O> {
  private static final String ERROR = "error";

  private final List<Function<O, Object>> values = new ArrayList<>();
  private final int error;
  private final OnReject onReject;

  /**
   * @throws FatalInferenceException if the model doesn't give a column that is asked for
   */
  OutputRows(List<String> names, Map<String, Function<O, Object>> columns, OnReject onReject) {
    for (String name : names) {
      Function<O, Object> value = name.equals(ERROR) ? output -> null : columns.get(name);
      if (value == null) {
        throw new FatalInferenceException(
            "this model has no output '%s', only %s"
                .formatted(name, columns.keySet().stream().sorted().toList()));
      }
      values.add(value);
    }
    this.error = names.indexOf(ERROR);
    this.onReject = onReject;
  }

  Collection<RowData> of(InferenceOutcome<O> outcome) {
    if (outcome instanceof InferenceOutcome.Done<O> done) {
      GenericRowData row = new GenericRowData(values.size());
      for (int i = 0; i < values.size(); i++) {
        row.setField(i, values.get(i).apply(done.output()));
      }
      return List.of(row);
    }
    InferenceOutcome.Refused<O> refused = (InferenceOutcome.Refused<O>) outcome;
    String cause = refused.errorKind() + ": " + refused.message();
    return switch (onReject) {
      case NULL -> List.of(nulls(cause));
      case SKIP -> List.of();
      case FAIL ->
          throw new IllegalStateException(
              "the model rejected a row, and its on-reject is 'fail': " + cause);
    };
  }

  /**
   * @param cause or null
   */
  RowData nulls(String cause) {
    GenericRowData row = new GenericRowData(values.size());
    if (error >= 0) {
      row.setField(error, StringData.fromString(cause));
    }
    return row;
  }
}
