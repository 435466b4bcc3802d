package io.murmuration.cli.bench.generate;

import io.murmuration.model.generate.GenerationStatistics;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** All briefs once through a writer that has nothing else to do. */
final class WriterRun {
  /**
   * @param drawn tokens
   * @param promptTokens that the network read
   * @param rowsAStep sequences in a call of the network that reads one token of each
   * @param meanCompletionSeconds from the run's start to a copy's end
   */
  record Result(
      double seconds,
      long drawn,
      long promptTokens,
      double rowsAStep,
      double meanCompletionSeconds) {}

  private final AdWriter writer;
  private final List<AdBrief> briefs;
  private final LongAdder completionNanos = new LongAdder();
  private long startNanos;

  WriterRun(AdWriter writer, List<AdBrief> briefs) {
    this.writer = writer;
    this.briefs = briefs;
  }

  /** All at once: a sequence joins as soon as there is a slot. */
  Result continuous() throws InterruptedException {
    return inBatches(briefs.size());
  }

  /**
   * So many at once, and the next when the last of them has ended. Those that end before leave
   * their batch, where a batch of fixed shape would compute their rows to its end.
   */
  Result inBatches(int size) throws InterruptedException {
    GenerationStatistics statistics = writer.statistics();
    long drawn = statistics.drawnTokens();
    long prompt = statistics.promptTokens();
    long steps = statistics.steps();
    long rows = statistics.stepRows();
    startNanos = System.nanoTime();
    for (int from = 0; from < briefs.size(); from += size) {
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = from; i < Math.min(from + size, briefs.size()); i++) {
        answers.add(write(i));
      }
      answers.forEach(CompletableFuture::join);
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return new Result(
        seconds,
        statistics.drawnTokens() - drawn,
        statistics.promptTokens() - prompt,
        (double) (statistics.stepRows() - rows) / (statistics.steps() - steps),
        completionNanos.sum() / 1e9 / briefs.size());
  }

  /** A brief that is refused is an answer too. */
  private CompletableFuture<?> write(int brief) throws InterruptedException {
    try {
      return writer
          .write(briefs.get(brief), brief, AdWriter.Style.DEFAULT)
          .handle(
              (copy, refused) -> {
                completionNanos.add(System.nanoTime() - startNanos);
                return copy;
              });
    } catch (RejectedInputException e) {
      return CompletableFuture.completedFuture(null);
    }
  }
}
