package io.murmuration.model.generate.ad;

import java.util.Objects;

/**
 * The words of an advertisement.
 *
 * @param strain of {@link io.murmuration.model.generate.Generation}; 0 of what nobody wrote to a
 *     brief
 */
public record AdCopy(String headline, String body, String callToAction, double strain) {
  public AdCopy {
    Objects.requireNonNull(headline, "headline");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(callToAction, "callToAction");
  }

  public AdCopy(String headline, String body, String callToAction) {
    this(headline, body, callToAction, 0);
  }

  /** All of it, for looking into. */
  public String text() {
    return headline + "\n" + body + "\n" + callToAction;
  }
}
