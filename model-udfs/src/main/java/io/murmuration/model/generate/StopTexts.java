package io.murmuration.model.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Ends a sequence as soon as what it wrote holds one of some texts, whatever tokens spell them.
 * Beside others in {@link TokenConstraint#all}. What was written is cut by {@link #before}: a token
 * may reach into the stop text.
 */
public final class StopTexts implements TokenConstraint {
  private final byte[][] tokens;
  private final List<byte[]> texts;
  private final int longest;

  /**
   * @param tokens see {@link GenerativeTokenizer#bytes}
   * @throws IllegalArgumentException if one of the texts is empty, or there is none
   */
  public StopTexts(byte[][] tokens, List<String> texts) {
    if (texts.isEmpty() || texts.contains("")) {
      throw new IllegalArgumentException("stop texts must not be empty: " + texts);
    }
    this.tokens = tokens;
    this.texts = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    this.longest = this.texts.stream().mapToInt(text -> text.length).max().orElseThrow();
  }

  /** What stands before the first stop text; all of it where it holds none. */
  public String before(String written) {
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    int first = first(bytes);
    return first < 0 ? written : new String(bytes, 0, first, StandardCharsets.UTF_8);
  }

  private int first(byte[] bytes) {
    for (int at = 0; at < bytes.length; at++) {
      for (byte[] text : texts) {
        int end = at + text.length;
        if (end <= bytes.length && Arrays.equals(bytes, at, end, text, 0, text.length)) {
          return at;
        }
      }
    }
    return -1;
  }

  @Override
  public State start(int[] prompt) {
    return new Written(new byte[0], false);
  }

  private final class Written implements State {
    /** The last bytes, enough to hold all but one of the longest stop text. */
    private byte[] tail;

    private boolean ends;

    Written(byte[] tail, boolean ends) {
      this.tail = tail;
      this.ends = ends;
    }

    @Override
    public void restrict(TokenMask next) {}

    @Override
    public void accept(int token) {
      byte[] more = tokens[token];
      byte[] all = Arrays.copyOf(tail, tail.length + more.length);
      System.arraycopy(more, 0, all, tail.length, more.length);
      ends = first(all) >= 0;
      tail = Arrays.copyOfRange(all, Math.max(0, all.length - longest + 1), all.length);
    }

    @Override
    public boolean ends() {
      return ends;
    }

    @Override
    public State rest() {
      return new Written(tail, ends);
    }
  }
}
