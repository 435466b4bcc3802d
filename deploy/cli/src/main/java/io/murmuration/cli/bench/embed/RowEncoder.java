package io.murmuration.cli.bench.embed;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Row at a time at its best: a thread and a copy of the model for each core, one row a call. */
final class RowEncoder implements AutoCloseable {
  private final List<LoadedModel<String, long[], PostEncoding>> copies = new ArrayList<>();
  private final BlockingQueue<LoadedModel<String, long[], PostEncoding>> idle;
  private final ExecutorService pool;

  RowEncoder(String folder, int threads) {
    for (int i = 0; i < threads; i++) {
      copies.add(new PostEncoderLoader(folder, 1).load());
    }
    idle = new LinkedBlockingQueue<>(copies);
    pool = Executors.newFixedThreadPool(threads);
  }

  CompletableFuture<PostEncoding> encode(String text) {
    return CompletableFuture.supplyAsync(() -> encodeNow(text), pool);
  }

  private PostEncoding encodeNow(String text) {
    LoadedModel<String, long[], PostEncoding> copy = idle.remove();
    try {
      return copy.model().predict(List.of(copy.preprocessor().prepare(text))).get(0);
    } catch (RejectedInputException e) {
      throw new IllegalStateException("the encoder refused: " + text, e);
    } finally {
      idle.add(copy);
    }
  }

  /** What is under way ends first: an engine that is closed during a call takes the JVM with it. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
        copies.forEach(LoadedModel::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
