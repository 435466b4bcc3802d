package io.murmuration.model.duplicate;

/**
 * Whether vectors are as near to one vector as asked: what {@link QuantisedVector#cosine} says,
 * without most of its products.
 *
 * <p>After a part of the numbers, what is left of this vector bounds what the rest can add,
 * whatever the other holds there. By the inequality of Cauchy and Schwarz, with the products
 * <i>ab</i> and the other's squares <i>bb</i> so far, and this vector's squares <i>aa</i> in all
 * and <i>rest</i> of the numbers to come: cosine² ≤ (ab² / bb + rest) / aa. Vectors that are not
 * alike are mostly told from a quarter or a half of their numbers.
 */
final class CosineThreshold {
  private static final int PARTS = 8;

  /** Far more than the rounding of the bound, which so turns nobody away who is near enough. */
  private static final double SLACK = 1 - 1e-9;

  private final byte[] vector;
  private final double least;
  private final double leastSquared;

  /** The sum of squares from each part's beginning on. */
  private final int[] squaresFrom = new int[PARTS + 1];

  /**
   * @param least a cosine
   */
  CosineThreshold(byte[] vector, double least) {
    this.vector = vector;
    this.least = least;
    for (int part = PARTS - 1; part >= 0; part--) {
      squaresFrom[part] = squaresFrom[part + 1] + squares(start(part), start(part + 1));
    }
    this.leastSquared = least * least * squaresFrom[0] * SLACK;
  }

  private int start(int part) {
    return vector.length * part / PARTS;
  }

  private int squares(int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += vector[i] * vector[i];
    }
    return sum;
  }

  boolean isReachedBy(byte[] other) {
    return mayBeReachedBy(other) && QuantisedVector.cosine(vector, other) >= least;
  }

  private boolean mayBeReachedBy(byte[] other) {
    if (least <= 0 || other.length != vector.length) {
      return true;
    }
    int ab = 0;
    int bb = 0;
    for (int part = 0; part < PARTS; part++) {
      int end = start(part + 1);
      for (int i = start(part); i < end; i++) {
        int b = other[i];
        ab += vector[i] * b;
        bb += b * b;
      }
      if (mostSquared(ab, bb, squaresFrom[part + 1]) < leastSquared) {
        return false;
      }
    }
    return true;
  }

  private static double mostSquared(int ab, int bb, int rest) {
    return ab <= 0 ? rest : (double) ab * ab / bb + rest;
  }
}
