package io.murmuration.loadgen.world;

/**
 * A post: what it is, and what the enrich job's models would say of it.
 *
 * @param index from 0 in the order of time
 * @param author a person's index
 * @param about the share of each topic; hidden
 * @param quality hidden
 * @param hurts how rude it is, 0 to 1; hidden
 * @param junk whether it is advertising that nobody asked for; hidden
 */
public record Post(
    long index,
    int author,
    long atMillis,
    int language,
    double[] about,
    double quality,
    double hurts,
    boolean junk,
    Enrichment enrichment) {
  /**
   * As seen by models that err.
   *
   * @param vector of length 1
   * @param topics indices, often none: the shipped encoder rarely knows
   * @param sentiment from -1 to 1
   */
  public record Enrichment(
      float[] vector, int[] topics, double sentiment, double toxicity, double spam) {}

  public String id() {
    return "w" + index;
  }
}
