package io.murmuration.model.rank;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the timeline's ranker reads, in its order; the manifest holds the same names. */
public enum RankFeature {
  /** Cosine of the post and the reader's fading interests. */
  INTEREST,
  /** How much those interests rest on: log1p of their mass. */
  INTEREST_MASS,
  /** Cosine of the post and what the reader muted, blocked or reported. */
  AVERSION,
  /**
   * Log of the reader's rate on the post's topics, drawn to the reader's own rate; relative to it.
   */
  TOPIC_AFFINITY,
  /** Likewise on the post's author. */
  AUTHOR_AFFINITY,
  /** log1p of the reader's engagement with the author. */
  AUTHOR_ENGAGEMENT,
  /** log1p of the author's posts shown to the reader, over days. */
  AUTHOR_SHOWN,
  /** Likewise over hours. */
  AUTHOR_SHOWN_NOW,
  /** log1p of the reader's complaints about the author. */
  AUTHOR_COMPLAINTS,
  /** 1 where the reader follows the author. */
  IN_NETWORK,
  /** log1p of the age in hours. */
  AGE,
  /** Halves every six hours. */
  FRESHNESS,
  /** Log of the post's rate with all readers, drawn to its author's. */
  POST_RATE,
  /** log1p of the post's impressions. */
  POST_SHOWN,
  /** log1p of the engagement with the post in the last hours. */
  POST_MOMENTUM,
  /** Log of the rate of complaints about the post. */
  POST_COMPLAINTS,
  /** Log of the author's rate with all readers. */
  AUTHOR_RATE,
  /** Log of the rate of complaints about the author. */
  AUTHOR_COMPLAINT_RATE,
  /** log1p of the author's followers. */
  FOLLOWERS,
  /** Log of the reader's rate in the post's language, drawn to a fifth of the reader's own. */
  LANGUAGE_AFFINITY,
  /** The share of the language among what the reader engaged with. */
  LANGUAGE_SHARE,
  /** From -1 to 1. */
  SENTIMENT,
  TOXICITY,
  SPAM,
  /** The greatest cosine with the last posts that the reader was shown. */
  SEEN_NEAREST,
  /** The mean cosine, likewise. */
  SEEN_MEAN,
  /** log1p of what the reader was shown in the last hours. */
  READER_SHOWN_NOW,
  /** Log of the reader's rate on all posts. */
  READER_RATE,
  /** Log of the reader's rate of complaints. */
  READER_COMPLAINTS,
  /** Of the day in UTC, on a circle. */
  HOUR_SINE,
  HOUR_COSINE,
  /** log1p of the position on the page; 0 when ranking. It takes the bias from the labels. */
  POSITION;

  /** In the order of the values. */
  public static List<String> names() {
    return Arrays.stream(values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }
}
