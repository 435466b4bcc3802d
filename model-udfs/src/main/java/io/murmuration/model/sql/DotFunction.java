package io.murmuration.model.sql;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code DOT_PRODUCT(a, b)} (SQL reserves {@code DOT}): the inner product of two vectors of one
 * length; NULL if either is NULL.
 */
public final class DotFunction extends ScalarFunction {
  public Double eval(
      @DataTypeHint(value = "ARRAY<FLOAT>", bridgedTo = ArrayData.class) ArrayData a,
      @DataTypeHint(value = "ARRAY<FLOAT>", bridgedTo = ArrayData.class) ArrayData b) {
    return a == null || b == null ? null : of(a, b);
  }

  /**
   * @throws IllegalArgumentException if their lengths differ
   */
  static double of(ArrayData a, ArrayData b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          "vectors of %d and %d numbers can't be compared: are they of one model?"
              .formatted(a.size(), b.size()));
    }
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.getFloat(i) * b.getFloat(i);
    }
    return sum;
  }
}
