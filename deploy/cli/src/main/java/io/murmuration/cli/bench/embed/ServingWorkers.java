package io.murmuration.cli.bench.embed;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RejectedInputException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * DJL Serving's workers: one queue, a thread and a copy of the model each; a worker forms a batch,
 * tokenises it, pads it to its longest and runs it.
 */
final class ServingWorkers implements AutoCloseable {
  /**
   * @param workers on CPU there are at most as many as cores
   */
  record Settings(int batchSize, Duration maxBatchDelay, int workers) implements Serializable {
    @Override
    public String toString() {
      return "batch %d, delay %d ms, workers %d"
          .formatted(batchSize, maxBatchDelay.toMillis(), workers);
    }
  }

  private record Job(String text, CompletableFuture<PostEncoding> answer) {}

  private record Prepared(Job job, long[] tokens) {}

  private final LinkedBlockingDeque<Job> queue =
      new LinkedBlockingDeque<>(BatchAggregator.DEFAULT_QUEUE);
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadedModel<String, long[], PostEncoding>> copies = new ArrayList<>();

  ServingWorkers(String folder, Settings settings) {
    int each = Math.max(1, Runtime.getRuntime().availableProcessors() / settings.workers());
    for (int i = 0; i < settings.workers(); i++) {
      LoadedModel<String, long[], PostEncoding> copy = new PostEncoderLoader(folder, each).load();
      copies.add(copy);
      var aggregator = new BatchAggregator<>(queue, settings.batchSize(), settings.maxBatchDelay());
      Thread thread = new Thread(() -> work(aggregator, copy), "serving-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** DJL Serving turns away what finds the queue full; here it waits, so that none is lost. */
  CompletableFuture<PostEncoding> encode(String text) throws InterruptedException {
    Job job = new Job(text, new CompletableFuture<>());
    queue.put(job);
    return job.answer();
  }

  private static void work(
      BatchAggregator<Job> aggregator, LoadedModel<String, long[], PostEncoding> copy) {
    try {
      while (true) {
        answer(aggregator.take(), copy);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(List<Job> batch, LoadedModel<String, long[], PostEncoding> copy) {
    try {
      List<Prepared> prepared = new ArrayList<>(batch.size());
      for (Job job : batch) {
        prepared.add(new Prepared(job, copy.preprocessor().prepare(job.text())));
      }
      // The model pads to its first.
      prepared.sort(Comparator.comparingInt((Prepared each) -> each.tokens().length).reversed());
      List<PostEncoding> found =
          copy.model().predict(prepared.stream().map(Prepared::tokens).toList());
      for (int i = 0; i < found.size(); i++) {
        prepared.get(i).job().answer().complete(found.get(i));
      }
    } catch (RejectedInputException | RuntimeException e) {
      batch.forEach(job -> job.answer().completeExceptionally(e));
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    copies.forEach(LoadedModel::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
