package io.murmuration.model.generate.ad;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it takes, for parts of any length. Not thread-safe while it is filled. */
final class MeasuredTokens implements TokenSink {
  private record Single(int token, int characters) {}

  private record Words(WordTokens tokens, int beside) {}

  private final List<Single> singles = new ArrayList<>();
  private final List<Words> words = new ArrayList<>();

  @Override
  public void add(int token, int characters) {
    if (characters != Progress.NEVER) {
      singles.add(new Single(token, characters));
    }
  }

  @Override
  public void addAll(WordTokens tokens, int beside) {
    words.add(new Words(tokens, beside));
  }

  /**
   * @param before characters of the part that weren't counted here
   */
  void addTo(TokenSink other, int before) {
    for (Single each : singles) {
      other.add(each.token, before + each.characters);
    }
    for (Words each : words) {
      other.addAll(each.tokens, before + each.beside);
    }
  }
}
