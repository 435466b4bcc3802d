package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChooseClusterTest {
  private static final long OWN = 0xabc;
  private static final FingerprintedPost POST = post(OWN, 2);
  private static final Answer EXACT = new Answer(POST.position(), 2, "=abc", null);
  private static final Answer NEAR =
      new Answer(POST.position(), 2, "~0:1", new Sighting(5, 0xdef, new byte[0]));

  private KeyedTwoInputStreamOperatorTestHarness<String, FingerprintedPost, Answer, ClusteredPost>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(
                new ChooseCluster(
                    new BucketRules(Duration.ofMillis(10), Duration.ofMillis(100), 4, 4))),
            FingerprintedPost::position,
            Answer::post,
            Types.STRING);
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
  void letsAPostThatAsksNothingThroughAtOnce() throws Exception {
    operator.processElement1(post(OWN, 0), 0);
    operator.processElement1(post(null, 0), 0);

    assertThat(operator.extractOutputValues())
        .extracting(ClusteredPost::cluster)
        .containsExactly("0000000000000abc", null);
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
    return new FingerprintedPost(
        new EncodedPost(new Post(source, tweet), "m", "1", "sha", 1, null, null, null),
        cluster,
        probes);
  }
}
