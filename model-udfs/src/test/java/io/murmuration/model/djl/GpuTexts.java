package io.murmuration.model.djl;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ways of putting texts through an encoder. */
final class GpuTexts {
  private static final double SECONDS = 1;
  private static final int PROBE = 4_096;
  private static final int LONE = 200;

  private GpuTexts() {}

  /**
   * Through the batcher, as an operator would: a thread a core that prepares and submits, held back
   * by the full queue. Texts a second.
   */
  static <O> GpuRounds.Arm served(ModelLease<String, O> lease, List<String> texts) {
    int[] count = {PROBE};
    return () -> {
      long start = System.nanoTime();
      onEachCore(core -> submit(lease, texts, core, count[0]));
      double rate = count[0] / seconds(start);
      count[0] = (int) Math.max(PROBE, rate * SECONDS);
      return rate;
    };
  }

  private static <O> void submit(
      ModelLease<String, O> lease, List<String> texts, int core, int count) throws Exception {
    List<CompletableFuture<InferenceOutcome<O>>> answers = new ArrayList<>();
    for (int i = core; i < count; i += cores()) {
      answers.add(lease.submit(texts.get(i % texts.size())));
    }
    for (CompletableFuture<InferenceOutcome<O>> answer : answers) {
      if (!(answer.get() instanceof InferenceOutcome.Done<O>)) {
        throw new IllegalStateException("no answer: " + answer.get());
      }
    }
  }

  /** One text at a time through the batcher, the next when the last is answered: median ms. */
  static <O> GpuRounds.Arm lone(ModelLease<String, O> lease, List<String> texts) {
    return () -> {
      List<Long> nanos = new ArrayList<>();
      for (String text : texts.subList(0, LONE)) {
        long start = System.nanoTime();
        lease.submit(text).get();
        nanos.add(System.nanoTime() - start);
      }
      Collections.sort(nanos);
      return nanos.get(LONE / 2) / 1e6;
    };
  }

  /**
   * The network alone, full batches of tokens that are ready: a thread for each copy. Texts a
   * second.
   */
  static <O> GpuRounds.Arm ready(
      List<LoadedModel<String, long[], O>> copies, List<String> texts, BatchLimits limits)
      throws Exception {
    List<List<long[]>> batches = batches(copies.get(0), texts, limits);
    int[] times = {1};
    return () -> {
      long start = System.nanoTime();
      onEach(
          copies.size(),
          copy -> {
            for (int i = copy; i < batches.size() * times[0]; i += copies.size()) {
              copies.get(copy).model().predict(batches.get(i % batches.size()));
            }
          });
      double taken = seconds(start);
      double rate = times[0] * texts.size() / taken;
      times[0] = (int) Math.max(1, SECONDS * rate / texts.size());
      return rate;
    };
  }

  /** Of one padded length each. */
  static <O> List<List<long[]>> batches(
      LoadedModel<String, long[], O> model, List<String> texts, BatchLimits limits)
      throws RejectedInputException {
    SortedMap<Integer, List<long[]>> byLength = new TreeMap<>();
    for (String text : texts) {
      long[] tokens = model.preprocessor().prepare(text);
      byLength
          .computeIfAbsent(model.preprocessor().paddedTokens(tokens), any -> new ArrayList<>())
          .add(tokens);
    }
    List<List<long[]>> batches = new ArrayList<>();
    byLength.forEach(
        (padded, all) -> {
          int rows = Math.max(1, Math.min(limits.maxItems(), limits.maxPaddedTokens() / padded));
          for (int from = 0; from < all.size(); from += rows) {
            batches.add(all.subList(from, Math.min(all.size(), from + rows)));
          }
        });
    return batches;
  }

  private interface Work {
    void run(int index) throws Exception;
  }

  private static void onEachCore(Work work) throws Exception {
    onEach(cores(), work);
  }

  private static void onEach(int threads, Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int index = i;
        running.add(
            pool.submit(
                () -> {
                  work.run(index);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
