package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.devstack.StackException;
import java.io.Closeable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFolderTest {
  @TempDir private Path data;

  @Test
  @SuppressWarnings("try") // the replay is held, not used
  void isHeldByOneAtATime() throws Exception {
    try (Closeable held = ReplayFolder.of(data, "monday").hold()) {
      assertThatThrownBy(() -> ReplayFolder.of(data, "monday").hold())
          .isInstanceOf(StackException.class)
          .hasMessage("replay monday runs already");
    }
    ReplayFolder.of(data, "monday").hold().close();
  }

  @Test
  void saysThatItIsStillRunning() throws Exception {
    ReplayFolder folder = held();
    folder.begin(ProcessHandle.current());

    assertThat(folder.unfinished())
        .hasValue("replay monday is still running: what it has not come to is missing");
  }

  @Test
  void saysThatItStoppedOrFailedBeforeItsEnd() throws Exception {
    ReplayFolder folder = held();
    assertThat(folder.unfinished())
        .get()
        .asString()
        .contains("has stopped", "replay resume monday");

    folder.failed("no disk");

    assertThat(folder.unfinished()).get().asString().contains("has failed before its end");
  }

  @Test
  void saysNothingOfOneThatIsDone() throws Exception {
    ReplayFolder folder = held();

    folder.done();

    assertThat(folder.unfinished()).isEmpty();
  }

  private ReplayFolder held() throws Exception {
    ReplayFolder folder = ReplayFolder.of(data, "monday");
    folder.hold().close();
    return folder;
  }
}
