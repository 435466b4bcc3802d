package io.murmuration.model.rank;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

import io.murmuration.model.rank.Tally.Counts;

/**
 * Computes the {@link RankFeature}s of a reader at a moment and a post from what a job can
 * remember. The same code makes them for training.
 */
public final class RankFeatures {
  private static final double PRIOR_RATE = 0.1;
  static final double PRIOR_COMPLAINTS = 0.002;
  private static final double FRESH_HALF_LIFE = 6 * Decay.HOUR;
  private static final double FOREIGN = 0.2;

  private final ReaderMoment moment;
  private final ReaderState reader;
  private final RankedPost post;
  private final long at;
  private final float[] values = new float[RankFeature.values().length];

  private RankFeatures(ReaderMoment moment, RankedPost post) {
    this.moment = moment;
    this.reader = moment.reader;
    this.post = post;
    this.at = moment.at;
  }

  /**
   * @param ofPost what all readers made of the post
   * @param ofAuthor what all readers made of the author's posts
   * @return finite numbers, in the features' order, the position 0
   */
  public static float[] of(
      ReaderMoment reader,
      RankedPost post,
      Reputation ofPost,
      Reputation ofAuthor,
      boolean inNetwork,
      double authorFollowers) {
    RankFeatures features = new RankFeatures(reader, post);
    features.put(RankFeature.IN_NETWORK, inNetwork ? 1 : 0);
    features.put(RankFeature.FOLLOWERS, log1p(authorFollowers));
    features.putContent();
    features.putAffinities();
    features.putReputation(ofPost, ofAuthor);
    features.putReader();
    return features.values;
  }

  /**
   * The same features for a post that was shown there.
   *
   * @param position from 0
   */
  public static float[] atPosition(float[] features, int position) {
    float[] there = features.clone();
    there[RankFeature.POSITION.ordinal()] = (float) log1p(position);
    return there;
  }

  private void putContent() {
    put(RankFeature.INTEREST, reader.interests.cosine(post.vector()));
    put(RankFeature.INTEREST_MASS, moment.interestMass);
    put(RankFeature.AVERSION, reader.aversions.cosine(post.vector()));
    put(RankFeature.SENTIMENT, post.sentiment());
    put(RankFeature.TOXICITY, post.toxicity());
    put(RankFeature.SPAM, post.spam());
    SeenPosts.Similarity seen = reader.seen.similarity(post.vector());
    put(RankFeature.SEEN_NEAREST, seen.nearest());
    put(RankFeature.SEEN_MEAN, seen.mean());
    put(RankFeature.AGE, log1p(Math.max(0, at - post.atMillis()) / Decay.HOUR));
    put(RankFeature.FRESHNESS, Decay.over(at - post.atMillis(), FRESH_HALF_LIFE));
  }

  private void putAffinities() {
    double own = moment.ownRate;
    double sum = 0;
    for (String topic : post.topics().keySet()) {
      sum += log(reader.topics.counts(topic, at, Decay.TASTE).rate(own, 5) / own);
    }
    put(RankFeature.TOPIC_AFFINITY, sum / Math.max(1, post.topics().size()));

    Counts author = reader.authors.counts(post.authorId(), at, Decay.TASTE);
    put(RankFeature.AUTHOR_AFFINITY, log(author.rate(own, 3) / own));
    put(RankFeature.AUTHOR_ENGAGEMENT, log1p(author.positive()));
    put(RankFeature.AUTHOR_SHOWN, log1p(author.impressions()));
    put(RankFeature.AUTHOR_COMPLAINTS, log1p(author.negative()));
    put(
        RankFeature.AUTHOR_SHOWN_NOW,
        log1p(reader.authorsNow.counts(post.authorId(), at, Decay.NOW).impressions()));

    Counts language = reader.languages.counts(post.language(), at, Decay.LANGUAGE);
    put(RankFeature.LANGUAGE_AFFINITY, log(language.rate(FOREIGN * own, 5) / own));
    double all = moment.positive;
    put(
        RankFeature.LANGUAGE_SHARE,
        (language.positive() + 0.5) / (Math.max(all, language.positive()) + 1));
  }

  private void putReputation(Reputation ofPost, Reputation ofAuthor) {
    Counts author = ofAuthor.lastingCounts(at);
    double authorRate = author.rate(PRIOR_RATE, 20);
    double authorComplaints = author.negativeRate(PRIOR_COMPLAINTS, 50);
    put(RankFeature.AUTHOR_RATE, log(authorRate));
    put(RankFeature.AUTHOR_COMPLAINT_RATE, log(authorComplaints));
    Counts lasting = ofPost.lastingCounts(at);
    put(RankFeature.POST_RATE, log(lasting.rate(authorRate, 10)));
    put(RankFeature.POST_SHOWN, log1p(lasting.impressions()));
    put(RankFeature.POST_COMPLAINTS, log(lasting.negativeRate(authorComplaints, 50)));
    put(RankFeature.POST_MOMENTUM, log1p(ofPost.nowCounts(at).positive()));
  }

  private void putReader() {
    put(RankFeature.READER_RATE, moment.rate);
    put(RankFeature.READER_COMPLAINTS, moment.complaints);
    put(RankFeature.READER_SHOWN_NOW, moment.shownNow);
    put(RankFeature.HOUR_SINE, moment.hourSine);
    put(RankFeature.HOUR_COSINE, moment.hourCosine);
  }

  private void put(RankFeature feature, double value) {
    values[feature.ordinal()] = (float) value;
  }
}
