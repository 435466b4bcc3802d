package io.murmuration.jobs.rank.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReaderTest {
  private static final long NOW = 1_700_000_000_000L;

  @ParameterizedTest
  @EnumSource(names = {"impression", "like", "repost", "reply", "click", "dwell"})
  void tookNoteOfAPostThatWasShownOrReactedTo(EngagementKind kind) {
    Reader reader = new Reader("u", null, null);

    reader.acted(new HydratedAct(kind, SomePost.of("t", "a", NOW)), NOW);

    Reader restored = new Reader("u", reader.memory(), reader.followed());
    assertThat(restored.saw(SomePost.of("t", "a", NOW))).isTrue();
    assertThat(restored.saw(SomePost.of("other", "a", NOW))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"mute", "block", "report"})
  void hidesTheAuthorOfAPostThatWasComplainedOf(EngagementKind kind) {
    Reader reader = new Reader("u", null, null);

    reader.acted(new HydratedAct(kind, SomePost.of("t", "a", NOW)), NOW);

    assertThat(reader.hides("a")).isTrue();
  }
}
