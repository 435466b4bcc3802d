package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
import io.murmuration.model.inference.OutputOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChooseClusterTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/choose-cluster-1");
  private static final int KEY_GROUPS = 8;
  private static final long OWN = 0xabc;
  private static final FingerprintedPost POST = post(OWN, 2);
  private static final Answer EXACT = new Answer(POST.position(), 2, "=abc", null);
  private static final Answer NEAR =
      new Answer(POST.position(), 2, "~0:1", new Sighting(5, 0xdef, new byte[0]));

  private KeyedTwoInputStreamOperatorTestHarness<String, FingerprintedPost, Answer, ClusteredPost>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness(4, 1, 0);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void keepsAPostUntilItsLastAnswer() throws Exception {
    operator.processElement1(POST, 0);
    operator.processElement2(NEAR, 0);
    assertThat(operator.extractOutputValues()).isEmpty();

    operator.processElement2(EXACT, 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000def");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void keepsAnswersUntilTheirPost() throws Exception {
    operator.processElement2(EXACT, 0);
    operator.processElement2(NEAR, 0);

    operator.processElement1(POST, 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000def");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void keepsAPostInKeyedStateWhereTheHeapIsFull() throws Exception {
    restart(0);
    operator.processElement1(POST, 0);
    operator.processElement2(NEAR, 0);
    assertThat(operator.numKeyedStateEntries()).isEqualTo(2);

    operator.processElement2(EXACT, 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000def");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void waitsForTheRestOfTheAnswersAfterARestore(int capacity) throws Exception {
    restart(capacity);
    operator.processElement1(POST, 0);
    operator.processElement2(NEAR, 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness(capacity, 1, 0);
    operator.initializeState(snapshot);
    operator.open();

    operator.processElement2(EXACT, 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000def");
  }

  /** Written before posts said where their encoding came from. */
  @ParameterizedTest
  @CsvSource({"4, at-hand", "0, kept"})
  void takesOverAPostThatAnEarlierBuildHadUnderWay(int capacity, String snapshot) throws Exception {
    operator.close();
    operator = harness(capacity, 1, 0);
    operator.initializeState(
        OperatorSnapshotUtil.readStateHandle(GOLDEN.resolve(snapshot).toString()));
    operator.open();

    operator.processElement2(EXACT, 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster, each -> each.encoded().origin())
        .containsExactly(tuple("0000000000000def", null));
  }

  @Test
  void finishesAPostAtTheSubtaskOfItsKeyAloneAfterARescale() throws Exception {
    restart(4);
    operator.processElement1(POST, 0);
    operator.processElement2(NEAR, 0);
    OperatorSubtaskState one = operator.snapshot(1, 1);
    int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(POST.position(), KEY_GROUPS, 2);
    resume(one, 1, 2, owner);
    operator.processElement2(EXACT, 0);
    int finished = operator.extractOutputValues().size();
    OperatorSubtaskState owners = operator.snapshot(2, 2);
    resume(one, 1, 2, 1 - owner);
    OperatorSubtaskState others = operator.snapshot(2, 2);

    resume(AbstractStreamOperatorTestHarness.repackageState(owners, others), 2, 1, 0);
    operator.processElement2(EXACT, 0);

    assertThat(finished).isEqualTo(1);
    assertThat(operator.extractOutputValues()).isEmpty();
  }

  @Test
  void letsAPostThatAsksNothingThroughAtOnce() throws Exception {
    operator.processElement1(post(OWN, 0), 0);
    operator.processElement1(post(null, 0), 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000abc", null);
  }

  private void restart(int capacity) throws Exception {
    operator.close();
    operator = harness(capacity, 1, 0);
    operator.open();
  }

  private void resume(OperatorSubtaskState all, int from, int to, int subtask) throws Exception {
    operator.close();
    operator = harness(4, to, subtask);
    operator.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            all, KEY_GROUPS, from, to, subtask));
    operator.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, FingerprintedPost, Answer, ClusteredPost>
      harness(int capacity, int parallelism, int subtask) throws Exception {
    BucketRules rules = new BucketRules(Duration.ofMillis(10), Duration.ofMillis(100), 4, 4);
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new ChooseCluster(rules, capacity)),
        FingerprintedPost::position,
        Answer::post,
        Types.STRING,
        KEY_GROUPS,
        parallelism,
        subtask);
  }

  private static FingerprintedPost post(Long cluster, int probes) {
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId("t")
            .setAuthorId("u")
            .setText("text")
            .setCreatedAt(Instant.EPOCH)
            .build();
    RawRecord source = new RawRecord("tweets", 0, 1, 50, null, null, new String[0], new byte[0][]);
    return FingerprintedPost.of(
        new EncodedPost(
            new Post(source, tweet),
            "m",
            "1",
            "sha",
            1,
            OutputOrigin.COMPUTED,
            null,
            null,
            null,
            false),
        cluster,
        probes);
  }
}
