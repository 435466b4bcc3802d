package io.murmuration.cli.bench.embed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * How DJL Serving forms a batch (wlm's BatchAggregator, 0.3x): the first request is waited for, all
 * that has queued up is taken up to the batch's size, and a batch that is not full waits for more,
 * up to the delay in all. The delay is counted in whole milliseconds, as there.
 *
 * @param maxBatchDelay 100 ms unless set
 * @param batchSize 1 unless set
 */
record BatchAggregator<T>(LinkedBlockingDeque<T> queue, int batchSize, Duration maxBatchDelay) {
  static final Duration DEFAULT_DELAY = Duration.ofMillis(100);
  static final int DEFAULT_QUEUE = 1_000;

  List<T> take() throws InterruptedException {
    List<T> batch = new ArrayList<>(batchSize);
    batch.add(queue.take());
    queue.drainTo(batch, batchSize - 1);
    long leftMillis = maxBatchDelay.toMillis();
    long begin = System.nanoTime();
    while (batch.size() < batchSize && leftMillis > 0) {
      T next = queue.poll(leftMillis, TimeUnit.MILLISECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
      leftMillis = maxBatchDelay.toMillis() - (System.nanoTime() - begin) / 1_000_000;
    }
    return batch;
  }
}
