package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindLeaderTest {
  private static final long WINDOW = 10;
  private static final long TTL = 100;
  private static final String BUCKET = "~0:0";

  private KeyedOneInputStreamOperatorTestHarness<String, Probe, Answer> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void answersAtOnceWhereTheWatermarkIsLessThanAWindowBehind() throws Exception {
    operator.processWatermark(20);

    probe("a", 30);

    assertThat(answered()).containsExactly("a");
  }

  @Test
  void letsAPostWaitUntilAllThatItMayFindHasCome() throws Exception {
    probe("second", 25);
    probe("first", 5);
    operator.processWatermark(8);
    assertThat(answered()).containsExactly("first");

    operator.processWatermark(9);

    assertThat(answered()).containsExactly("first", "second");
    assertThat(leaderOf("second").stamp()).isEqualTo(5);
  }

  @Test
  void findsTheSameWhateverTheOrderOfArrivalAndTheWatermarks() throws Exception {
    probe("later", 7);
    operator.processWatermark(0);
    probe("earlier", 6);
    operator.processWatermark(9);
    probe("asks", 20);
    operator.processWatermark(39);
    probe("asks-late-in-its-window", 59);

    assertThat(leaderOf("asks").stamp()).isEqualTo(6);
    assertThat(leaderOf("asks-late-in-its-window").stamp()).isEqualTo(6);
  }

  @Test
  void answersTheSameAfterARestore() throws Exception {
    probe("leads", 5);
    operator.processWatermark(9);
    probe("candidate", 15);
    probe("waits", 40);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();

    operator.processWatermark(Long.MAX_VALUE);

    assertThat(answered()).containsExactly("waits");
    assertThat(leaderOf("waits").stamp()).isEqualTo(5);
  }

  @Test
  void answersWhatAnEarlierReleaseLeftWaiting() throws Exception {
    operator.close();
    OperatorSubtaskState earlier;
    try (var then = harness(new EarlierRelease())) {
      then.open();
      then.processElement(asked("waits", 40), 40);
      then.processElement(asked("waits-too", 41), 41);
      earlier = then.snapshot(1, 1);
    }
    operator = harness();
    operator.initializeState(earlier);
    operator.open();

    operator.processWatermark(39);

    assertThat(answered()).containsExactlyInAnyOrder("waits", "waits-too");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  /** It kept probes in a map, by post. */
  private static final class EarlierRelease extends KeyedProcessFunction<String, Probe, Answer> {
    private transient MapState<String, Probe> waiting;

    @Override
    public void open(OpenContext context) {
      waiting =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "waiting", Types.STRING, TypeInformation.of(Probe.class)));
    }

    @Override
    public void processElement(Probe probe, Context context, Collector<Answer> out)
        throws Exception {
      waiting.put(probe.post(), probe);
      context.timerService().registerEventTimeTimer(29);
    }
  }

  @Test
  void forgetsNothingAtTheEndOfABoundedInput() throws Exception {
    probe("a", 5);
    probe("b", 30);

    operator.processWatermark(Long.MAX_VALUE);

    assertThat(answered()).containsExactly("a", "b");
    assertThat(leaderOf("b").stamp()).isEqualTo(5);
    assertThat(operator.numKeyedStateEntries()).isPositive();
  }

  @Test
  void freesItsStateAfterTheTimeToLive() throws Exception {
    probe("a", 5);
    operator.processWatermark(9);
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);

    operator.processWatermark(5 + TTL + WINDOW);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void answersALatePostAndLetsItLeadNobody() throws Exception {
    operator.processWatermark(50);

    probe("late", 5);

    assertThat(answered()).containsExactly("late");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Probe, Answer> harness()
      throws Exception {
    return harness(
        new FindLeader(new BucketRules(Duration.ofMillis(WINDOW), Duration.ofMillis(TTL), 4, 4)));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Probe, Answer> harness(
      KeyedProcessFunction<String, Probe, Answer> function) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), Probe::bucket, Types.STRING);
  }

  private void probe(String post, long stamp) throws Exception {
    operator.processElement(asked(post, stamp), stamp);
  }

  private static Probe asked(String post, long stamp) {
    return new Probe(post, 1, BUCKET, new Sighting(stamp, stamp, new byte[] {1, 2}));
  }

  private List<String> answered() {
    return operator.extractOutputValues().stream().map(Answer::post).toList();
  }

  private Sighting leaderOf(String post) {
    return operator.extractOutputValues().stream()
        .filter(answer -> answer.post().equals(post))
        .findFirst()
        .orElseThrow()
        .leader();
  }
}
