package io.murmuration.model.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code COSINE(a, b)}: of the angle between two vectors of one length, -1 to 1; NULL if either is
 * NULL or has no direction.
 */
public final class CosineFunction extends ScalarFunction {
  public Double eval(
      @DataTypeHint(value = "ARRAY<FLOAT>", bridgedTo = ArrayData.class) ArrayData a,
      @DataTypeHint(value = "ARRAY<FLOAT>", bridgedTo = ArrayData.class) ArrayData b) {
    if (a == null || b == null) {
      return null;
    }
    double lengths = Math.sqrt(DotFunction.of(a, a) * DotFunction.of(b, b));
    return lengths == 0 ? null : Double.valueOf(DotFunction.of(a, b) / lengths);
  }
}
