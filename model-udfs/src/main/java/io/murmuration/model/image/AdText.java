package io.murmuration.model.image;

import java.util.Objects;

/** The words on an advertisement's image; none is empty. */
public record AdText(String advertiser, String headline, String callToAction) {
  public AdText {
    Objects.requireNonNull(advertiser, "advertiser");
    Objects.requireNonNull(headline, "headline");
    Objects.requireNonNull(callToAction, "callToAction");
  }
}
