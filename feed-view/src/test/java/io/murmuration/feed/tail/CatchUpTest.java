package io.murmuration.feed.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final TopicPartition AT = new TopicPartition("topic", 0);
  private static final long FEW = 10;

  private final CatchUp catchUp = new CatchUp(Map.of(AT, 100L), Map.of(AT, 1_100L), FEW);
  private final Queue<Long> ends = new ArrayDeque<>();

  @Test
  void goesOnWhereManyCameWhileItRead() {
    ends.addAll(List.of(1_600L, 1_605L));

    assertThat(look(600)).isEqualTo(0.5);
    assertThat(look(1_100)).isBetween(0.6, 0.99);
    assertThat(look(1_600)).isLessThan(1);
    assertThat(look(1_605)).isEqualTo(1);
  }

  @Test
  void endsWhereNothingCame() {
    ends.add(1_100L);

    assertThat(look(1_100)).isEqualTo(1);
  }

  @Test
  void endsAlthoughSomethingAlwaysComes() {
    ends.add(1_103L);

    look(1_100);

    assertThat(look(1_103)).isEqualTo(1);
  }

  private double look(long position) {
    return catchUp.look(Map.of(0, position), () -> Map.of(AT, ends.remove()));
  }
}
