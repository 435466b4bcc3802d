package io.murmuration.jobs.rank.stages;

/** Posts that differ in what a test is about. */
public final class SomePost {
  private static final EncoderRef ENCODER = new EncoderRef("encoder", "1.0.0", "ab");

  private SomePost() {}

  public static PostContent of(String tweetId, String author, long createdAtMillis) {
    return new PostContent(
        tweetId,
        author,
        createdAtMillis,
        "en",
        ENCODER,
        1f / 127,
        new byte[] {127, 0, 0, 0},
        new String[] {"sports"},
        new double[] {0.5},
        0,
        0,
        0,
        "cluster of " + tweetId);
  }

  public static Candidate offered(PostContent post, long atMillis) {
    return new Candidate(post, null, null, 1, atMillis);
  }
}
