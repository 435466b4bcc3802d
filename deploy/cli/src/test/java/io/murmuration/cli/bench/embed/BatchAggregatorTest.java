package io.murmuration.cli.bench.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchAggregatorTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final LinkedBlockingDeque<Integer> queue = new LinkedBlockingDeque<>();

  @Test
  void takesAFullBatchAtOnceAndLeavesTheRest() throws Exception {
    queue.addAll(List.of(1, 2, 3, 4, 5));

    assertThat(new BatchAggregator<>(queue, 3, LONG).take()).containsExactly(1, 2, 3);
    assertThat(queue).containsExactly(4, 5);
  }

  @Test
  void goesWithWhatThereIsWhenTheDelayIsOver() throws Exception {
    queue.addAll(List.of(1, 2));

    assertThat(new BatchAggregator<>(queue, 3, Duration.ofMillis(20)).take()).containsExactly(1, 2);
  }

  @Test
  void waitsForWhatFillsTheBatch() throws Exception {
    queue.add(1);
    CompletableFuture<List<Integer>> batch = CompletableFuture.supplyAsync(this::takeThree);

    queue.add(2);
    queue.add(3);

    assertThat(batch.get()).containsExactly(1, 2, 3);
  }

  @Test
  void neverWaitsInABatchOfOne() throws Exception {
    queue.addAll(List.of(1, 2));

    assertThat(new BatchAggregator<>(queue, 1, LONG).take()).containsExactly(1);
  }

  private List<Integer> takeThree() {
    try {
      return new BatchAggregator<>(queue, 3, LONG).take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
