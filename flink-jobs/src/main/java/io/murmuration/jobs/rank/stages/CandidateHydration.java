package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankFeatures;
import io.murmuration.model.rank.ReaderMoment;

/** Gives a candidate its features, as in training, and the reason that a person reads. */
final class CandidateHydration {
  private static final double CLOSE = 0.15;
  private static final double BUSY = Math.log1p(5);

  SlateRow row(Reader reader, ReaderMoment moment, Candidate candidate) {
    PostContent post = candidate.post();
    boolean inNetwork = reader.follows(post.authorId());
    float[] features =
        RankFeatures.of(
            moment,
            reader.asRead(post),
            Reputations.read(candidate.postReputation()),
            Reputations.read(candidate.authorReputation()),
            inNetwork,
            candidate.authorFollowers());
    return new SlateRow(
        post.tweetId(),
        post.authorId(),
        post.cluster(),
        inNetwork,
        reason(reader, post, inNetwork, features),
        post.encoder(),
        features);
  }

  private static String reason(
      Reader reader, PostContent post, boolean inNetwork, float[] features) {
    if (inNetwork) {
      return "follows @" + post.authorId();
    }
    String best = null;
    for (String topic : post.topics()) {
      if (reader.likesOf(topic) > (best == null ? 0 : reader.likesOf(best))) {
        best = topic;
      }
    }
    if (best != null) {
      // Joined, not formatted: a format is read anew each time, and this runs for every candidate.
      return "topic " + best + ", like " + reader.likesOf(best) + " you liked";
    }
    if (features[RankFeature.INTEREST.ordinal()] > CLOSE) {
      return "close to what you liked";
    }
    return features[RankFeature.POST_MOMENTUM.ordinal()] > BUSY ? "popular now" : "new to you";
  }
}
