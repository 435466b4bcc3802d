package io.murmuration.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Draws the status over itself on a terminal; elsewhere prints a plain line every ten seconds. */
final class StatusDisplay {
  private static final int LINE_EVERY_LOOKS = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean colours;
  private int drawnLines;
  private int looks;

  StatusDisplay(PrintStream out, boolean terminal, boolean colours) {
    this.out = out;
    this.terminal = terminal;
    this.colours = colours;
  }

  static StatusDisplay onStandardOutput() {
    boolean terminal = System.console() != null && System.getenv("MURMUR_PLAIN") == null;
    return new StatusDisplay(System.out, terminal, terminal && System.getenv("NO_COLOR") == null);
  }

  /** To be called once a second. */
  void show(StackStatus status) {
    looks++;
    if (!terminal) {
      if (looks % LINE_EVERY_LOOKS == 0) {
        out.println(status.line());
        out.flush();
      }
      return;
    }
    List<String> lines = new ArrayList<>(status.block());
    lines.add(dim("  Ctrl-C stops"));
    erase();
    lines.forEach(line -> out.print(line + "\u001b[K\n"));
    out.flush();
    drawnLines = lines.size();
  }

  /** A line that stays. */
  void say(String line) {
    erase();
    out.print(terminal ? line + "\u001b[K\n" : line + "\n");
    out.flush();
    drawnLines = 0;
  }

  private void erase() {
    if (terminal && drawnLines > 0) {
      out.print("\u001b[" + drawnLines + "A\u001b[J");
    }
  }

  private String dim(String text) {
    return colours ? "\u001b[2m" + text + "\u001b[0m" : text;
  }
}
