package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** How rows of one type become a tensor {@code [rows,...]} of the Open Inference Protocol. */
interface RowTensor<P> {
  RowTensor<String> TEXTS =
      new RowTensor<>() {
        @Override
        public String datatype() {
          return "BYTES";
        }

        @Override
        public int width(String row) {
          return 1;
        }

        @Override
        public void append(String row, ArrayNode data) {
          data.add(row);
        }
      };

  RowTensor<float[]> FLOATS =
      new RowTensor<>() {
        @Override
        public String datatype() {
          return "FP32";
        }

        @Override
        public int width(float[] row) {
          return row.length;
        }

        @Override
        public void append(float[] row, ArrayNode data) {
          for (float value : row) {
            data.add(value);
          }
        }
      };

  String datatype();

  /** Numbers or texts of a row. */
  int width(P row);

  void append(P row, ArrayNode data);

  /** Row after row. */
  default void appendAll(List<P> rows, ArrayNode data) {
    rows.forEach(row -> append(row, data));
  }
}
