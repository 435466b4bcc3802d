package io.murmuration.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayProcessTest {
  private static final Path SESSION = Path.of("/proc/self/autogroup");

  @Test
  void standsBehindOtherSessionsAndNotInThatOfWhoStartedIt(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isWritable(SESSION), "this kernel shares out no CPUs by session");
    String ours = Files.readString(SESSION).strip();

    ChildProcess replay = ReplayProcess.start(folder, true, WhereAmI.class.getName(), List.of());
    end(replay);

    assertThat(folder.resolve("logs/replay.log")).content().contains(" nice 15");
    assertThat(Files.readString(SESSION).strip()).isEqualTo(ours);
  }

  @Test
  void compilesForSpeedWhatTakesLong(@TempDir Path folder) throws Exception {
    Path options = folder.resolve("logs/replay.args");

    end(ReplayProcess.start(folder, true, Nothing.class.getName(), List.of()));
    assertThat(options).content().contains("-XX:TieredStopAtLevel=1\"");

    end(ReplayProcess.start(folder, false, Nothing.class.getName(), List.of()));
    assertThat(options).content().contains("-XX:TieredStopAtLevel=4\"");
  }

  private static void end(ChildProcess replay) throws InterruptedException {
    assertThat(replay.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(replay.process().exitValue()).isZero();
  }

  static final class Nothing {
    private Nothing() {}

    public static void main(String... arguments) {}
  }

  /** Says which session it is in, and how that one stands. */
  static final class WhereAmI {
    private WhereAmI() {}

    public static void main(String... arguments) throws IOException {
      System.out.println(Files.readString(SESSION));
    }
  }
}
