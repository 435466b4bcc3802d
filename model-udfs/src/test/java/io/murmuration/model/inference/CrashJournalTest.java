package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With JVMs that really die. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class CrashJournalTest {
  @TempDir Path folder;

  @Test
  void quarantinesTheInputThatKilledTwoProcessesAndNoOther() throws Exception {
    List<ForkedEngine.Run> runs =
        List.of(ForkedEngine.run(folder), ForkedEngine.run(folder), ForkedEngine.run(folder));

    assertThat(runs).extracting(ForkedEngine.Run::exitCode).containsExactly(134, 134, 0);
    assertThat(runs.get(2).lines())
        .containsExactlyInAnyOrder("a Done", "b Done", "c Done", "d Done", "poison CRASHED_ENGINE");
  }

  @Test
  void forgetsASuspectThatComesOutAlive() throws Exception {
    ForkedEngine.run(folder);
    ForkedEngine.run(folder);
    ForkedEngine.run(folder);

    Suspects left = new Suspects(folder.resolve("crashes"));

    ContentKeys keys = new ContentKeys(EchoModel.IDENTITY, false);
    assertThat(left.crashes(keys.of("poison".getBytes()))).isEqualTo(2);
    assertThat(left.crashes(keys.of("a".getBytes()))).isZero();
  }

  @Test
  void passesOverAFileThatIsGoneBeforeItIsRead() throws Exception {
    Files.createSymbolicLink(folder.resolve("in-flight-1-1"), folder.resolve("nowhere"));

    CrashJournal journal = CrashJournal.open(folder);

    assertThat(journal.isSuspect(new byte[ContentKeys.BYTES])).isFalse();
  }

  /** As two containers over one folder may have. */
  @Test
  void keepsAFileEachForTwoProcessesOfTheSameNumber() throws Exception {
    InFlight one = CrashJournal.open(folder).newFile(4);

    InFlight other = CrashJournal.open(folder).newFile(4);

    assertThat(folder.toFile().list()).hasSize(2);
    one.close();
    other.close();
  }

  @Test
  void leavesTheFilesOfTheLivingAlone() throws Exception {
    CrashJournal journal = CrashJournal.open(folder);
    InFlight engine = journal.newFile(4);
    byte[] digest = new ContentKeys(EchoModel.IDENTITY, false).of(new byte[] {1});
    engine.entered(List.of(digest), false);

    CrashJournal other = CrashJournal.open(folder);

    assertThat(other.isSuspect(digest)).isFalse();
    engine.left();
    engine.close();
    assertThat(folder).isEmptyDirectory();
  }
}
