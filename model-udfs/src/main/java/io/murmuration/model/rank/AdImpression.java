package io.murmuration.model.rank;

import java.util.List;

/**
 * An ad before an audience.
 *
 * @param campaign what is counted as one; a copy's own id where copies are compared
 * @param kinds attributes of the campaign, each with its own name
 * @param segment attributes of the audience, each with its own name
 * @param slot on the page, from 0
 * @param affinity how often the audience engaged with this campaign before
 * @param otherAffinity with all others
 */
public record AdImpression(
    String campaign,
    List<String> kinds,
    List<String> segment,
    int slot,
    double affinity,
    double otherAffinity) {
  public AdImpression {
    kinds = List.copyOf(kinds);
    segment = List.copyOf(segment);
  }
}
