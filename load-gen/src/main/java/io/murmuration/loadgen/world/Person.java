package io.murmuration.loadgen.world;

/**
 * Somebody who reads and writes. All of it is hidden from the ranker, which sees only what people
 * do.
 *
 * @param taste for each topic from about -1 (puts off) to 1.5 (draws), most near 0
 * @param writes the share of each topic among the person's posts
 * @param reads whether posts in each language are understood
 * @param writesIn a language's index
 * @param sessionsPerDay how often the person looks
 * @param peakHour UTC, when the person looks most
 * @param freshness how much age puts off: 0 not at all, 1 much
 * @param boredom how much repetition puts off: 0 not at all, 1 much
 * @param sensitivity how much rudeness puts off, likewise
 * @param likes added to the log-odds of a like, of a repost and of a reply
 * @param complains added to the log-odds of mute, block and report
 * @param appeal mean quality of the person's posts
 * @param tone mean sentiment of the person's posts, -1 to 1
 * @param rudeness the share of the person's posts that hurt
 * @param spammer writes advertising that nobody asked for
 * @param postShare of all posts, times an unknown factor
 */
public record Person(
    int index,
    double[] taste,
    double[] writes,
    boolean[] reads,
    int writesIn,
    double sessionsPerDay,
    int peakHour,
    double freshness,
    double boredom,
    double sensitivity,
    Habits likes,
    double complains,
    double appeal,
    double tone,
    double rudeness,
    boolean spammer,
    double postShare) {
  /** What is added to the log-odds of these engagements. */
  public record Habits(double like, double repost, double reply) {}

  public String id() {
    return "u" + index;
  }
}
