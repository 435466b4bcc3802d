package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.RawRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class JoinContextTest {
  private static final long NOW = InMemoryAds.NOW;
  private static final Duration WAIT = Duration.ofMillis(100);

  @Test
  void letsEachRequestWaitItsOwnTime() throws Exception {
    try (var join = harness(join())) {
      join.open();
      join.setProcessingTime(0);
      join.processElement1(placed("first"), NOW);
      join.setProcessingTime(99);
      join.processElement1(placed("second"), NOW);

      join.setProcessingTime(100);

      assertThat(ids(join)).containsExactly("first");
      join.setProcessingTime(198);
      assertThat(ids(join)).containsExactly("first");
      join.setProcessingTime(199);
      assertThat(ids(join)).containsExactly("first", "second");
    }
  }

  @Test
  void takesOverThoseThatWaitedInAnEarlierRelease() throws Exception {
    OperatorSubtaskState earlier;
    try (var before = harness(new EarlierRelease())) {
      before.open();
      before.processElement1(placed("before"), NOW);
      earlier = before.snapshot(1, 1);
    }
    try (var join = harness(join())) {
      join.initializeState(earlier);
      join.open();
      join.setProcessingTime(1_000);

      join.processElement2(post(), NOW);

      assertThat(join.extractOutputValues())
          .extracting(InContext::note)
          .containsExactly("p1 is beside it");
    }
  }

  private static List<String> ids(
      KeyedTwoInputStreamOperatorTestHarness<String, Placed, ContextPost, InContext> join) {
    return join.extractOutputValues().stream()
        .map(each -> each.placed().call().request().getRequestId())
        .toList();
  }

  private static JoinContext join() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    return new JoinContext(WAIT, Duration.ofMinutes(30), new ClockRungs(clock, Duration.ZERO));
  }

  /** As requests waited before each knew how long. */
  private static final class EarlierRelease
      extends KeyedCoProcessFunction<String, Placed, ContextPost, InContext> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement1(Placed placed, Context context, Collector<InContext> out)
        throws Exception {
      getRuntimeContext()
          .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)))
          .add(placed);
    }

    @Override
    public void processElement2(ContextPost post, Context context, Collector<InContext> out) {}
  }

  static ContextPost post() {
    return new ContextPost("p1", "a song", "en", new String[] {"music"}, 0);
  }

  private static Placed placed(String id) {
    RawRecord record =
        new RawRecord("ad-requests", 0, 0, NOW, null, null, new String[0], new byte[0][]);
    AdCall call =
        AdCall.of(record, InMemoryAds.call(id, "en").setContextTweetIds(List.of("p1")).build());
    return new Placed(call, null, "", null, CreativeRung.full, "", 0);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Placed, ContextPost, InContext>
      harness(KeyedCoProcessFunction<String, Placed, ContextPost, InContext> function)
          throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(function),
        JoinContext::keyOf,
        ContextPost::tweetId,
        Types.STRING);
  }
}
