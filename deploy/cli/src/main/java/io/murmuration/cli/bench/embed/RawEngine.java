package io.murmuration.cli.bench.embed;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The ceiling: no stream, no queue, no neighbour. A copy of the model and a thread for each core,
 * its share of the texts sorted by length and cut into full batches.
 */
public final class RawEngine implements AutoCloseable {
  private final List<LoadedModel<String, long[], PostEncoding>> copies = new ArrayList<>();
  private final ExecutorService cores;
  private final BatchLimits limits = BatchLimits.defaults();

  public RawEngine(String folder) {
    int count = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      copies.add(new PostEncoderLoader(folder, 1).load());
    }
    cores = Executors.newFixedThreadPool(count);
  }

  /** From texts to encodings. */
  public double postsPerSecond(List<String> texts) throws InterruptedException {
    long start = System.nanoTime();
    onEachCore(core -> predict(copies.get(core), tokens(copies.get(core), share(texts, core))));
    return texts.size() / ((System.nanoTime() - start) / 1e9);
  }

  /** The network alone: the tokens are ready. */
  public double postsPerSecondOfTokens(List<String> texts) throws InterruptedException {
    List<List<long[]>> ready = onEachCore(core -> tokens(copies.get(core), share(texts, core)));
    long start = System.nanoTime();
    onEachCore(core -> predict(copies.get(core), ready.get(core)));
    return texts.size() / ((System.nanoTime() - start) / 1e9);
  }

  private List<String> share(List<String> texts, int core) {
    int from = texts.size() * core / copies.size();
    return texts.subList(from, texts.size() * (core + 1) / copies.size());
  }

  private static List<long[]> tokens(
      LoadedModel<String, long[], PostEncoding> copy, List<String> texts) {
    List<long[]> tokens = new ArrayList<>(texts.size());
    for (String text : texts) {
      try {
        tokens.add(copy.preprocessor().prepare(text));
      } catch (RejectedInputException e) {
        throw new IllegalStateException("the encoder refused: " + text, e);
      }
    }
    tokens.sort(Comparator.comparingInt(each -> each.length));
    return tokens;
  }

  private int predict(LoadedModel<String, long[], PostEncoding> copy, List<long[]> sorted) {
    for (int from = 0; from < sorted.size(); ) {
      int padded = copy.preprocessor().paddedTokens(sorted.get(from));
      int rows = Math.max(1, Math.min(limits.maxItems(), limits.maxPaddedTokens() / padded));
      int to = from;
      while (to < sorted.size()
          && to - from < rows
          && copy.preprocessor().paddedTokens(sorted.get(to)) == padded) {
        to++;
      }
      copy.model().predict(sorted.subList(from, to));
      from = to;
    }
    return sorted.size();
  }

  private interface OnCore<T> {
    T run(int core);
  }

  private <T> List<T> onEachCore(OnCore<T> work) throws InterruptedException {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      int core = i;
      tasks.add(() -> work.run(core));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : cores.invokeAll(tasks)) {
      try {
        results.add(result.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the engine failed: " + e.getCause(), e);
      }
    }
    return results;
  }

  @Override
  public void close() {
    cores.shutdown();
    copies.forEach(LoadedModel::close);
  }
}
