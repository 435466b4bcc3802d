package io.murmuration.model.embed;

/**
 * The padded length of a text, from its own length alone: a text then has the same bytes in any
 * batch. Steps of 4 tokens up to 64 and of 8 beyond keep padding under a tenth on tweet lengths.
 */
public final class TokenBuckets {
  private static final int FINE_STEP = 4;
  private static final int COARSE_STEP = 8;
  private static final int FINE_UP_TO = 64;

  private TokenBuckets() {}

  /**
   * @param tokens at least 1
   */
  public static int paddedLength(int tokens) {
    int step = tokens <= FINE_UP_TO ? FINE_STEP : COARSE_STEP;
    return (tokens + step - 1) / step * step;
  }
}
