package io.murmuration.cli.bench.operator;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.cli.bench.models.RealTweets;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * The operator over the same real tweets twice, its model loaded anew between: what the second time
 * computes, and what an answer costs that is remembered. Lone requests wait for each other's
 * answers; a crowd is submitted as fast as the queue takes it.
 */
public final class CacheBench implements Bench {
  private static final String NAME = "cache";
  private static final String NONE = "no cache";
  private static final String FIRST = "first time";
  private static final String SECOND = "second time";
  private static final long SEED = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "the same tweets twice: what is computed again, what a hit costs; about 2 minutes";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    List<String> texts = new ArrayList<>(RealTweets.texts(settings.sets()));
    Collections.shuffle(texts, new Random(SEED));
    int lone = settings.choose(500, 2_000);
    List<String> window = texts.subList(0, Math.min(texts.size(), settings.choose(4_000, 20_000)));
    String encoder = settings.models().resolve(EnrichTweetsJob.ENCODER).toString();
    settings.progress().accept("warming up");
    measure(new Measurements(NAME), NONE, encoder, null, window, lone);
    Measurements measured = new Measurements(NAME);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      for (int repeat = 0; repeat < settings.repeats(); repeat++) {
        settings.progress().accept("repeat %d of %d".formatted(repeat + 1, settings.repeats()));
        LocalMemory memory = LocalMemory.in(scratch.resolve("memory-" + repeat).toString());
        measure(measured, NONE, encoder, null, window, lone);
        measure(measured, FIRST, encoder, memory, window, lone);
        measure(measured, SECOND, encoder, memory, window, lone);
      }
    }
    return List.of(BenchReport.against(NONE, measured.figures()));
  }

  private static void measure(
      Measurements measured,
      String arm,
      String encoder,
      LocalMemory memory,
      List<String> window,
      int lone)
      throws InterruptedException {
    try (ModelLease<String, PostEncoding> lease =
        SharedModels.acquire(new PostEncoderLoader(encoder), BatchLimits.defaults(), memory)) {
      long[] nanos = new long[lone];
      for (int i = 0; i < lone; i++) {
        long since = System.nanoTime();
        lease.submit(window.get(i)).join();
        nanos[i] = System.nanoTime() - since;
      }
      java.util.Arrays.sort(nanos);
      measured.add(arm, "lone request p50", "µs", nanos[lone / 2] / 1e3);
      measured.add(arm, "lone request p99", "µs", nanos[lone * 99 / 100] / 1e3);
      List<String> rest = window.subList(lone, window.size());
      long since = System.nanoTime();
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (String text : rest) {
        answers.add(lease.submit(text));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();
      measured.add(arm, "a crowd", "posts/s", rest.size() / ((System.nanoTime() - since) / 1e9));
      measured.add(
          arm, "computed of %d".formatted(window.size()), "posts", lease.statistics().items());
    }
  }
}
