package io.murmuration.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.EngagementKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderStateTest {
  @Test
  void readsWhatItWrote() throws IOException {
    byte[] written = bytes(lived());

    ReaderState read = read(written);

    assertThat(bytes(read)).isEqualTo(written);
  }

  @Test
  void readsWhatTheFirstBuildsWroteWithoutAFormat() throws IOException {
    byte[] written = bytes(lived());

    ReaderState read = read(Arrays.copyOfRange(written, Integer.BYTES, written.length));

    assertThat(bytes(read)).isEqualTo(written);
  }

  @Test
  void refusesWhatALaterBuildWrote() throws IOException {
    byte[] later = bytes(lived());
    ByteBuffer.wrap(later).putInt(-2);

    assertThatThrownBy(() -> read(later)).hasMessageContaining("format 2");
  }

  private static ReaderState lived() {
    ReaderState state = new ReaderState();
    RankedPost post =
        new RankedPost("a", 0, "en", new float[] {0.6f, 0.8f}, Map.of("sports", 0.5), 0, 0, 0);
    state.shown(post, 1_000);
    state.engaged(post, EngagementKind.like, 2_000);
    return state;
  }

  private static byte[] bytes(ReaderState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ReaderState read(byte[] bytes) throws IOException {
    return ReaderState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
