package io.murmuration.model.inference;

import static io.murmuration.model.inference.BatcherTest.limits;
import static io.murmuration.model.inference.BatcherTest.prepared;
import static io.murmuration.model.inference.BatcherTest.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch waits for, and which goes first. */
class BatchHoldTest {
  private static final int MAX_TOKENS = 99;

  private final ManualDevice device = new ManualDevice();
  private final EchoModel model = new EchoModel();

  @Test
  void waitsForWhatIsBeingPreparedAndTakesItAlong() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    Request<String, String> coming = batcher.admit(Urgency.FEED);
    submit(batcher, Urgency.FEED, "a");
    device.runReady();
    assertThat(model.batches).isEmpty();

    batcher.enqueue(coming, prepared("b"));
    device.runReady();

    assertThat(model.batches).containsExactly(List.of("b", "a"));
  }

  @Test
  void startsAtOnceWhereWhatWasBeingPreparedIsWithdrawn() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    Request<String, String> coming = batcher.admit(Urgency.FEED);
    submit(batcher, Urgency.FEED, "a");

    batcher.withdraw(coming);
    device.runReady();

    assertThat(model.batches).containsExactly(List.of("a"));
    assertThat(device.nowNanos()).isZero();
  }

  @Test
  void waitsOnlySoLongForWhatIsBeingPrepared() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    batcher.admit(Urgency.FEED);
    submit(batcher, Urgency.FEED, "a");

    device.runFor(BatchHold.SHORT.minusNanos(1));
    assertThat(model.batches).isEmpty();

    device.runFor(Duration.ofNanos(1));

    assertThat(model.batches).containsExactly(List.of("a"));
  }

  @Test
  void holdsNoneOfThoseThatWaitedOnceItHasWaited() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    batcher.admit(Urgency.FEED);
    submit(batcher, Urgency.FEED, "a", "bb", "ccc");

    device.runFor(BatchHold.SHORT.minusNanos(1));
    assertThat(model.batches).isEmpty();

    device.runFor(Duration.ofNanos(1));

    assertThat(model.batches).containsExactly(List.of("a"), List.of("bb"), List.of("ccc"));
  }

  /** And one for all of them together, for a call that hangs. */
  @Test
  void setsOneAlarmForEachBatchThatWaits() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    batcher.admit(Urgency.FEED);

    for (int i = 0; i < 5; i++) {
      submit(batcher, Urgency.FEED, "a");
      device.runFor(BatchHold.SHORT);
    }

    assertThat(model.batches).hasSize(5);
    assertThat(device.delayed()).isEqualTo(5 + 1);
  }

  @Test
  void givesACrowdMoreTimeToFillItsBatches() throws Exception {
    Batcher<String, String> batcher = batcherOf(2);
    for (int i = 0; i < 2 * BatchHold.CROWD_BATCHES; i++) {
      batcher.admit(Urgency.FEED);
    }
    submit(batcher, Urgency.FEED, "a");

    device.runFor(BatchHold.IN_A_CROWD.minusNanos(1));
    assertThat(model.batches).isEmpty();

    device.runFor(Duration.ofNanos(1));

    assertThat(model.batches).containsExactly(List.of("a"));
  }

  @Test
  void startsAFullBatchWhateverIsBeingPrepared() throws Exception {
    Batcher<String, String> batcher = batcherOf(2);
    batcher.admit(Urgency.FEED);
    submit(batcher, Urgency.FEED, "a", "longer", "b");

    device.runReady();

    assertThat(model.batches).containsExactly(List.of("a", "b"));
  }

  @Test
  void letsNoAdvertisementWaitForOthers() throws Exception {
    Batcher<String, String> batcher = batcherOf(8);
    batcher.admit(Urgency.FEED);

    submit(batcher, Urgency.ads(Duration.ofMillis(80)), "ad");
    device.runReady();

    assertThat(model.batches).containsExactly(List.of("ad"));
  }

  @Test
  void takesFullBatchesBeforeTheOldestButOnlySoMany() throws Exception {
    Batcher<String, String> batcher = batcherOf(2);
    submit(batcher, Urgency.FEED, "oldest");
    for (int i = 0; i < 2 * (BucketQueue.PATIENCE + 2); i++) {
      submit(batcher, Urgency.FEED, "x");
    }

    device.runReady();

    assertThat(model.batches.indexOf(List.of("oldest"))).isEqualTo(BucketQueue.PATIENCE);
    assertThat(model.batches).hasSize(BucketQueue.PATIENCE + 3);
  }

  private Batcher<String, String> batcherOf(int maxItems) {
    return BatcherTest.batcher(model, limits(maxItems, MAX_TOKENS), device);
  }
}
