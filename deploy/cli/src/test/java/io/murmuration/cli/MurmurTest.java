package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.jobs.KafkaAccess;
import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.model.inference.ComputeDevice;
import java.io.Closeable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MurmurTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine murmur =
      Murmur.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                    | say what to do: up, load, tail, top, replay",
        "fly                                   | 'fly'",
        "up --for soon                         | 'soon' is no duration like 90s, 5m or 250ms",
        "up --rate -1                          | --rate: ",
        "up --ports 70000                      | 70000",
        "up --device tpu                       | --device can't be 'tpu': say auto, cpu or gpu:N",
        "up --device gpu:99                    | --device gpu:99: the engine sees ",
        "replay --into x --device gpu          | --device can't be 'gpu': say auto, cpu or gpu:N",
        "load --for 5                          | '5' is no duration",
        "load --rate 0                         | rate",
        "load --topic tweets                   | --topic goes with --file",
        "load --file /nowhere/x --topic tweets | --file /nowhere/x can't be read",
        "tail twets                            | no topic 'twets': there are tweets, engagements",
        "tail                                  | TOPIC",
        "replay --from beginning               | --into is missing",
        "replay --into x --rate 1 --max        | --rate and --max exclude each other",
        "replay --into x --rate 0              | --rate 0.0 is no rate: give a number above 0, or --max",
        "replay --into x --job sing            | no job 'sing': there are [enrich",
        "replay --into A.B                     | 'A.B' is no name for a replay",
        "diff tweets                           | give two topics, or --replay ID",
        "diff a b --gate x                     | --gate 'x' is not like changed<=0.1%",
        "dead-letters --where mood=bad         | --where 'mood=bad' is not like stage=embed",
        "redrive                               | say which: --where RULE, or --all",
        "redrive --all --with-model 1.4.0      | --with-model '1.4.0' is not like embed=1.4.0",
        "reconcile --once --follow             | --once and --follow exclude each other",
        "reconcile --of tea                    | expected one of [posts, ads]",
        "models                                | say what to do: list, deploy, canary, shadow, promote, rollback or recall",
        "models deploy encoder /nowhere        | no model here: /nowhere/manifest.json is missing",
        "models canary encoder x --max-error-rate 2 | '2' is no share like 1% or 0.01",
        "bench speed                           | no benchmark 'speed': there are models, rankers, writer, image,",
      })
  void answersWrongUsageWithOneLineAndCodeTwo(String arguments, String says) {
    int code = murmur.execute(arguments.isEmpty() ? new String[0] : arguments.split(" +"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(says, "--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysThatAFileNeedsATopicBeforeItLooksForAStack() throws Exception {
    Path file = Files.writeString(folder.resolve("posts.jsonl"), "{}\n");

    int code = murmur.execute("load", "--file", file.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--file needs --topic");
  }

  @Test
  void saysWhereModelsWouldCompute() {
    murmur.execute("doctor", "--data", folder.toString());

    assertThat(out.toString())
        .containsPattern("(?m)^ok   models compute on (cpu|gpu:0(, gpu:\\d)*)( \\(.*)?$");
  }

  @Test
  void saysInOneLineThatNoStackRunsHere() {
    int code = murmur.execute("tail", "tweets", "--data", folder.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("./murmur up");
  }

  @Test
  @SuppressWarnings("try") // the replay is held, not used
  void resumesNoReplayThatSomebodyElseHolds() throws Exception {
    ReplayFolder replay = ReplayFolder.of(folder, "monday");
    ReplayPlan plan =
        new ReplayPlan(
            "monday",
            "enrich",
            List.of(new ReplayWindow("tweets", 0, 0, 0, 1, 1)),
            Map.of(),
            null,
            0,
            null,
            true,
            1,
            ComputeDevice.AUTO);
    replay.write(ReplayFile.of(plan, "k:1", KafkaAccess.to("k:1"), "r:1", Instant.EPOCH));
    try (Closeable held = replay.hold()) {
      int code = murmur.execute("replay", "resume", "monday", "--data", folder.toString());

      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).isEqualTo("murmur: replay monday runs already\n");
    }
  }

  @Test
  void showsAnExampleInTheHelpOfEveryCommand() {
    for (Map.Entry<String, CommandLine> command : murmur.getSubcommands().entrySet()) {
      assertThat(command.getValue().getUsageMessage())
          .as(command.getKey())
          .contains("Example: ./murmur " + command.getKey(), "--help");
    }
  }

  @Test
  void readsDurationsAsPeopleTypeThem() {
    assertThat(Durations.parse("90s")).hasSeconds(90);
    assertThat(Durations.parse("5m")).hasMinutes(5);
    assertThat(Durations.parse("250ms")).hasMillis(250);
    assertThat(Durations.parse("1h")).hasHours(1);
  }
}
