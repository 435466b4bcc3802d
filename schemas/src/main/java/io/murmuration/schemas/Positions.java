package io.murmuration.schemas;

import io.murmuration.event.SourcePosition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Source positions as people and headers write them: {@code tweets:0:1234}. */
public final class Positions {
  private static final Pattern FORM = Pattern.compile("([^:]{1,249}):(\\d{1,9}):(\\d{1,18})");

  private Positions() {}

  public static String text(SourcePosition position) {
    return position.getTopic() + ":" + position.getPartition() + ":" + position.getOffset();
  }

  /** Empty where it is none: headers come from strangers. */
  public static Optional<SourcePosition> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SourcePosition(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }
}
