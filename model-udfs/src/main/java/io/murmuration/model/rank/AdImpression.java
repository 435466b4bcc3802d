package io.murmuration.model.rank;

import java.util.List;

/**
 * An ad before an audience.
 *
 * @param campaign its id
 * @param copy the text's id within the campaign, or empty where there is only one
 * @param kinds attributes of the campaign, each with its own name
 * @param segment attributes of the audience, each with its own name
 * @param slot on the page, from 0
 * @param interest the cosine of the product's description and the segment's interests, or 0; the
 *     same for all copies
 * @param affinity how often the audience engaged with this campaign before
 * @param otherAffinity with all others
 */
public record AdImpression(
    String campaign,
    String copy,
    List<String> kinds,
    List<String> segment,
    int slot,
    double interest,
    double affinity,
    double otherAffinity) {
  public AdImpression {
    kinds = List.copyOf(kinds);
    segment = List.copyOf(segment);
  }
}
