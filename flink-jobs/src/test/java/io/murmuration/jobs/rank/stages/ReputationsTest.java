package io.murmuration.jobs.rank.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.rank.Reputation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReputationsTest {
  private static final byte[] WRITTEN = written();

  @Test
  void readsWhatTheFirstBuildsWroteWithoutAFormat() {
    byte[] first = Arrays.copyOfRange(WRITTEN, 1, WRITTEN.length);

    Reputation read = Reputations.read(first);

    assertThat(Reputations.write(read)).isEqualTo(WRITTEN);
  }

  @Test
  void refusesWhatALaterBuildWrote() {
    byte[] later = WRITTEN.clone();
    later[0] = 2;

    assertThatThrownBy(() -> Reputations.read(later)).hasMessageContaining("format 2");
  }

  private static byte[] written() {
    Reputation reputation = new Reputation();
    reputation.shown(1_000);
    reputation.engaged(1.5, 2_000);
    return Reputations.write(reputation);
  }
}
