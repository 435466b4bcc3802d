package io.murmuration.loadgen.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.loadgen.world.WorldEvent.Followed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstFollowsTest {
  private static final Instant START = Instant.parse("2026-01-05T18:00:00Z");

  @Test
  void holdEachFollowOnceAtAThousandASecond() {
    World world = new World(WorldConfig.of(400, 1_000, START), 7);

    List<Followed> follows = List.copyOf(FirstFollows.of(world, START.toEpochMilli()));

    assertThat(follows)
        .allMatch(each -> each.follows() && world.follows().follows(each.person(), each.author()));
    assertThat(follows.stream().map(each -> List.of(each.person(), each.author())))
        .doesNotHaveDuplicates()
        .hasSize(
            world.people().stream().mapToInt(each -> world.follows().of(each.index()).size()).sum())
        .hasSizeGreaterThan(3_000);
    assertThat(follows.get(3_000).atMillis()).isEqualTo(START.toEpochMilli() + 3_000);
  }
}
