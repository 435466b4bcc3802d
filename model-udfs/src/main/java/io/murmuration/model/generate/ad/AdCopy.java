package io.murmuration.model.generate.ad;

import java.util.Objects;

/** The words of an advertisement. */
public record AdCopy(String headline, String body, String callToAction) {
  public AdCopy {
    Objects.requireNonNull(headline, "headline");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(callToAction, "callToAction");
  }

  /** All of it, for looking into. */
  public String text() {
    return headline + "\n" + body + "\n" + callToAction;
  }
}
