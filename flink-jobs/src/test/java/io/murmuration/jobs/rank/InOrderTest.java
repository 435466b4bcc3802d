package io.murmuration.jobs.rank;

import static io.murmuration.jobs.rank.StageHarness.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.PoolInput;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final long AT = SmallWorld.START;

  @Test
  void takesABurstOfOneMillisecondInTheOrderOfItsPositions() throws Exception {
    try (var echo = new StageHarness<>(new Echo())) {
      for (int offset : new int[] {4, 0, 3, 1, 2}) {
        echo.input(input(AT, offset));
      }
      echo.input(input(AT - 1, 9));
      echo.reach(AT - 2);
      List<PoolInput> early = echo.taken();

      echo.reach(AT);

      assertThat(early).isEmpty();
      assertThat(echo.taken())
          .extracting(each -> each.origin().offset())
          .containsExactly(9L, 0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void goesOnWithABurstThatARestartCutInTwo() throws Exception {
    var before = new StageHarness<>(new Echo());
    IntStream.range(0, 3).forEach(offset -> give(before, input(AT, offset)));

    try (var after = before.restarted(new Echo())) {
      IntStream.range(3, 5).forEach(offset -> give(after, input(AT, offset)));
      after.reach(AT);

      assertThat(after.taken())
          .extracting(each -> each.origin().offset())
          .containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void takesAllOfMoreThanTheHeapHolds() throws Exception {
    int many = 20_000;
    try (var echo = new StageHarness<>(new Echo())) {
      IntStream.range(0, many).forEach(offset -> give(echo, input(AT + offset / 3, offset)));

      echo.reach(AT + many);

      assertThat(echo.taken())
          .extracting(each -> each.origin().offset())
          .containsExactlyElementsOf(LongStream.range(0, many).boxed().toList());
      assertThat(echo.keyedStateEntries()).isZero();
    }
  }

  @Test
  void keepsNothingOfWhatWasTaken() throws Exception {
    try (var echo = new StageHarness<>(new Echo())) {
      IntStream.range(0, 5).forEach(offset -> give(echo, input(AT, offset)));

      echo.reach(AT);

      assertThat(echo.keyedStateEntries()).isZero();
    }
  }

  private static void give(StageHarness<PoolInput, PoolInput> to, PoolInput input) {
    try {
      to.input(input);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static PoolInput input(long at, long offset) {
    Origin place = origin(at);
    Origin origin =
        new Origin(
            place.topic(), place.partition(), offset, at, place.late(), place.sentAtMillis());
    return new PoolInput(origin, "topic:sports", "u" + offset, null);
  }

  private static final class Echo extends InOrder<PoolInput, PoolInput> {
    private static final long serialVersionUID = 1;

    Echo() {
      super(PoolInput.class);
    }

    @Override
    void take(PoolInput input, boolean late, Context context, Collector<PoolInput> out) {
      out.collect(input);
    }

    @Override
    void reached(long atMillis, Context context, Collector<PoolInput> out) {}
  }
}
