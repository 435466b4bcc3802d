package io.murmuration.model.duplicate;

/** Why posts lie in one bucket, and how much alike they must be beyond that to be one cluster. */
public enum BucketKind {
  /** The same normalised text: alike already. */
  EXACT('=', -1),
  /** The same first words. The rest may be cut off, so the vectors may differ by much. */
  OPENING('^', 0.6),
  /** The same last words. Somebody may have put a comment before them. */
  CLOSING('$', 0.6),
  /** Vectors on the same side of some planes. */
  NEAR('~', 0.9);

  private final char mark;
  private final double leastCosine;

  BucketKind(char mark, double leastCosine) {
    this.mark = mark;
    this.leastCosine = leastCosine;
  }

  double leastCosine() {
    return leastCosine;
  }

  String bucket(String of) {
    return mark + of;
  }

  /**
   * @throws IllegalArgumentException if no fingerprint has such a bucket
   */
  public static BucketKind of(String bucket) {
    for (BucketKind kind : values()) {
      if (!bucket.isEmpty() && bucket.charAt(0) == kind.mark) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no bucket: " + bucket);
  }
}
