package io.murmuration.model.generate.weights;

import java.util.Arrays;

/**
 * Numbers in row-major order. Neither array is copied.
 *
 * @param shape outermost first
 */
public record FloatTensor(int[] shape, float[] values) {
  public FloatTensor {
    long size = count(shape);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "%s holds %d numbers, not %d".formatted(Arrays.toString(shape), size, values.length));
    }
  }

  /** How many numbers a shape holds, or -1 if they are no number that an array can have. */
  static long count(int[] shape) {
    long count = 1;
    for (int each : shape) {
      count *= each;
      if (each < 0 || count > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return count;
  }
}
