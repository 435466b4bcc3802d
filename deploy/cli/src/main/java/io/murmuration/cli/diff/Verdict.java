package io.murmuration.cli.diff;

import java.util.Locale;

/** What became of a record from one side to the other. */
public enum Verdict {
  IDENTICAL,
  WITHIN_TOLERANCE,
  CHANGED,
  MISSING,
  EXTRA;

  /** As gates and JSON name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
