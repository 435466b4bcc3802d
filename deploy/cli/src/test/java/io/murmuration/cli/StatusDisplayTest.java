package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.Reactions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusDisplayTest {
  private static final StackStatus STATUS =
      new StackStatus(
          500,
          480,
          2,
          50,
          48.04,
          18,
          new LatencySummary(480, 710.4, 1183.2, 1400),
          new StackStatus.Output(70, 7, new LatencySummary(60, 420, 640, 700)),
          new StackStatus.Output(90, 1.5, new LatencySummary(90, 640.2, 1210.9, 1500)),
          new Reactions(500, 71, 2),
          new StackStatus.Search(470, 12.3),
          0.625,
          31,
          List.of(0.0, 50.0),
          List.of(0.0, 48.04));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void printsOnePlainLineForTenLooksWithoutATerminal() {
    StatusDisplay display = display(false, false);

    IntStream.range(0, 19).forEach(i -> display.show(STATUS));
    String beforeTheTwentieth = printed();
    display.show(STATUS);

    String line =
        "in=50.0/s out=48.0/s lag=18 p50=710ms p99=1183ms fill=63%"
            + " timelines=7.0/s like-p50=420ms like-p99=640ms pleased=14.2% complaints=0.4%"
            + " creatives=1.5/s creative-p50=640ms creative-p99=1211ms"
            + " indexed=470 search-p99=12ms dead-letters=2 checkpoints=31\n";
    assertThat(beforeTheTwentieth).isEqualTo(line);
    assertThat(printed()).isEqualTo(line + line);
  }

  @Test
  void drawsOverItselfOnATerminal() {
    StatusDisplay display = display(true, false);

    display.show(STATUS);
    String first = printed();
    display.show(STATUS);

    assertThat(first).contains("▁█").doesNotContain("\u001b[J");
    assertThat(first).contains("pleased 14.2% of 500 views", "indexed 470, search p99 12ms");
    assertThat(printed().substring(first.length()))
        .startsWith("\u001b[" + first.lines().count() + "A\u001b[J");
  }

  @Test
  void keepsALineThatWasSaidAboveTheStatus() {
    StatusDisplay display = display(true, false);
    display.show(STATUS);
    int before = printed().length();

    display.say("the broker died");

    assertThat(printed().substring(before))
        .contains("\u001b[J")
        .endsWith("the broker died\u001b[K\n");
  }

  @Test
  void usesColoursOnlyWhereAllowed() {
    display(true, false).show(STATUS);
    assertThat(printed()).doesNotContain("\u001b[2m");

    display(true, true).show(STATUS);
    assertThat(printed()).contains("\u001b[2m");
  }

  private StatusDisplay display(boolean terminal, boolean colours) {
    return new StatusDisplay(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, colours);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
