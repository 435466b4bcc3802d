package io.murmuration.model.generate.weights;

/**
 * The tokens that stand for the beginning and the end of a text.
 *
 * @param begin or {@link #NONE}
 * @param ends may be empty
 */
public record TextMarks(int begin, int[] ends) {
  public static final int NONE = -1;
}
