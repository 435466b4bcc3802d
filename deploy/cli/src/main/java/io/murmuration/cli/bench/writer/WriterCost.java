package io.murmuration.cli.bench.writer;

import io.murmuration.cli.bench.Figure;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a copy costs: wall time of the writer's one thread, prefill and grammar included. */
final class WriterCost {
  private static final int REPEATS = 5;
  private static final int BRIEFS = 32;
  private static final int[] AT_ONCE = {1, BRIEFS};

  private WriterCost() {}

  static List<Figure> measure(String arm, AdWriter writer, List<AdBrief> all)
      throws InterruptedException {
    List<AdBrief> briefs = all.subList(0, Math.min(BRIEFS, all.size()));
    List<Figure> figures = new ArrayList<>();
    for (int atOnce : AT_ONCE) {
      write(writer, briefs, atOnce);
      List<Double> repeats = new ArrayList<>();
      for (int i = 0; i < REPEATS; i++) {
        long begun = System.nanoTime();
        write(writer, briefs, atOnce);
        repeats.add((System.nanoTime() - begun) / 1e6 / briefs.size());
      }
      String metric = "time on one core, " + atOnce + " at once";
      figures.add(Figure.ofRepeats(WriterBench.NAME, arm, metric, "ms a copy", repeats));
    }
    return figures;
  }

  private static void write(AdWriter writer, List<AdBrief> briefs, int atOnce)
      throws InterruptedException {
    try {
      for (int from = 0; from < briefs.size(); from += atOnce) {
        List<CompletableFuture<AdCopy>> copies = new ArrayList<>();
        for (int i = from; i < Math.min(from + atOnce, briefs.size()); i++) {
          copies.add(writer.write(briefs.get(i), i, AdWriter.Style.DEFAULT));
        }
        for (CompletableFuture<AdCopy> copy : copies) {
          copy.get();
        }
      }
    } catch (RejectedInputException | ExecutionException e) {
      throw new IllegalStateException("the writer failed: " + e.getMessage(), e);
    }
  }
}
