package io.murmuration.model.rank;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the model of click-through reads, in its order; the manifest holds the same names. */
public enum AdFeature {
  /** 1 in the second slot of a page, else 0. */
  SECOND_SLOT,
  /** 1 in the third slot or further on, else 0. */
  THIRD_SLOT,
  /** Log-odds of the campaign's rate of clicks, drawn to the rate of all. */
  CAMPAIGN_RATE,
  /** log1p of its impressions. */
  CAMPAIGN_SHOWN,
  /** Log-odds of the copy's rate, drawn to the campaign's; less the campaign's. */
  COPY_RATE,
  /** log1p of its impressions. */
  COPY_SHOWN,
  /** The mean, over the segment's attributes, of the log-odds of their rates of clicks. */
  SEGMENT_RATE,
  /**
   * The mean log-odds of their rates with this campaign, drawn to the campaign's; less the
   * campaign's.
   */
  MATCH_RATE,
  /** The mean log-odds of the rates of the campaign's attributes (advertiser, trade, ...). */
  KIND_RATE,
  /** Cosine of the product's description and the segment's interests; 0 where either is missing. */
  INTEREST,
  /** log1p of what the audience did with this campaign or its product before. */
  AFFINITY,
  /** log1p of what it did with all others. */
  OTHER_AFFINITY;

  /** In the order of the values. */
  public static List<String> names() {
    return Arrays.stream(values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }
}
