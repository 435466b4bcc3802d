package io.murmuration.cli;

import io.murmuration.cli.top.StackView;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the stack does, refreshed. */
@Command(
    name = "top",
    description = "Show what the stack does: lag, rates, latency, models, checkpoints. q quits.",
    footer = {"", "Example: ./murmur top", "         ./murmur top --for 10s"})
final class TopCommand implements Callable<Integer> {
  private static final int PLAIN_EVERY = 5;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".murmur",
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "How often to look (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(names = "--for", paramLabel = "TIME", description = "Stop by itself after, say, 10m.")
  private Duration duration;

  @Override
  public Integer call() throws StackException, InterruptedException, IOException {
    long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
    try (StackView view = new StackView(StackAddresses.read(data))) {
      if (System.console() == null || System.getenv("MURMUR_PLAIN") != null) {
        plain(view, end);
      } else {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
          onTerminal(view, terminal, end);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** The whole screen now and then, for a file or a pipe. */
  private void plain(StackView view, long end) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TopScreen screen = new TopScreen();
    for (int looks = 1; System.nanoTime() < end; looks++) {
      List<String> lines = screen.lines(view.look(), System.currentTimeMillis());
      boolean last = System.nanoTime() + every.toNanos() >= end;
      if (looks % PLAIN_EVERY == 0 || last) {
        out.println("-- " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
        lines.forEach(out::println);
        out.flush();
      }
      Thread.sleep(every.toMillis());
    }
  }

  private void onTerminal(StackView view, Terminal terminal, long end)
      throws InterruptedException, IOException {
    Attributes before = terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    Display display = new Display(terminal, true);
    TopScreen screen = new TopScreen();
    try {
      do {
        draw(display, terminal, screen.lines(view.look(), System.currentTimeMillis()));
      } while (System.nanoTime() < end && !quits(terminal));
    } finally {
      terminal.puts(Capability.cursor_visible);
      terminal.puts(Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private boolean quits(Terminal terminal) throws IOException {
    int key = terminal.reader().read(every.toMillis());
    return key == 'q' || key == 3;
  }

  private static void draw(Display display, Terminal terminal, List<String> lines) {
    int rows = Math.max(2, terminal.getHeight());
    int columns = Math.max(20, terminal.getWidth());
    display.resize(rows, columns);
    List<AttributedString> shown =
        lines.stream()
            .limit(rows - 1L)
            .map(line -> new AttributedString(line).columnSubSequence(0, columns))
            .toList();
    display.update(shown, 0);
    terminal.flush();
  }
}
