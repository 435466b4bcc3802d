package io.murmuration.model.generate.ad;

/** Where an advertisement stands, and how many characters fit there. */
public enum Placement {
  FEED(60, 150, 24),
  BANNER(40, 90, 20),
  STORY(32, 64, 20);

  private final int headlineCharacters;
  private final int bodyCharacters;
  private final int callToActionCharacters;

  Placement(int headlineCharacters, int bodyCharacters, int callToActionCharacters) {
    this.headlineCharacters = headlineCharacters;
    this.bodyCharacters = bodyCharacters;
    this.callToActionCharacters = callToActionCharacters;
  }

  /** At most. */
  public int headlineCharacters() {
    return headlineCharacters;
  }

  /** At most. */
  public int bodyCharacters() {
    return bodyCharacters;
  }

  /** At most. */
  public int callToActionCharacters() {
    return callToActionCharacters;
  }
}
